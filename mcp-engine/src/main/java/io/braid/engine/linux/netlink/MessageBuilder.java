package io.braid.engine.linux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes one netlink message: struct nlmsghdr, a fixed header of the protocol, attributes (RFC 3549 §2.3). */
final class MessageBuilder {
    static final int HEADER_BYTES = 16;
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    static final int REQUEST = 0x1;
    static final int ACK = 0x4;
    static final int DUMP = 0x300;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;

    private static final int BYTES_MAX = 1024;
    private static final int NESTED = 0x8000;

    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX).order(ByteOrder.nativeOrder());

    /**
     * @param type message type
     * @param flags NLM_F bits; REQUEST is always set
     */
    MessageBuilder(int type, int flags) {
        bytes.putInt(0).putShort((short) type).putShort((short) (flags | REQUEST)).putInt(0).putInt(0);
    }

    MessageBuilder u8(int value) {
        bytes.put((byte) value);
        return this;
    }

    MessageBuilder u16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    /** 16 bits in network byte order. */
    MessageBuilder be16(int value) {
        bytes.put((byte) (value >> 8)).put((byte) value);
        return this;
    }

    MessageBuilder u32(int value) {
        bytes.putInt(value);
        return this;
    }

    MessageBuilder raw(byte[] value) {
        bytes.put(value);
        return this;
    }

    MessageBuilder zeros(int count) {
        return raw(new byte[count]);
    }

    MessageBuilder u8(int type, int value) {
        return attribute(type, b -> b.u8(value));
    }

    MessageBuilder u16(int type, int value) {
        return attribute(type, b -> b.u16(value));
    }

    MessageBuilder u32(int type, int value) {
        return attribute(type, b -> b.u32(value));
    }

    /** A text with its closing zero. */
    MessageBuilder text(int type, String value) {
        return attribute(type, b -> b.raw(value.getBytes(StandardCharsets.UTF_8)).u8(0));
    }

    MessageBuilder bytes(int type, byte[] value) {
        return attribute(type, b -> b.raw(value));
    }

    MessageBuilder address(int type, InetAddress value) {
        return bytes(type, value.getAddress());
    }

    MessageBuilder nested(int type, Consumer<MessageBuilder> content) {
        return attribute(type | NESTED, content);
    }

    private MessageBuilder attribute(int type, Consumer<MessageBuilder> content) {
        int start = bytes.position();
        bytes.putShort((short) 0).putShort((short) type);
        content.accept(this);
        bytes.putShort(start, (short) (bytes.position() - start));
        return zeros(align(bytes.position()) - bytes.position());
    }

    /** The finished message under a sequence number. */
    byte[] build(int sequence) {
        bytes.putInt(0, bytes.position()).putInt(8, sequence);
        byte[] message = new byte[bytes.position()];
        bytes.get(0, message);
        return message;
    }

    /** Up to the next multiple of 4, where netlink begins everything. */
    static int align(int length) {
        return (length + 3) & ~3;
    }
}
