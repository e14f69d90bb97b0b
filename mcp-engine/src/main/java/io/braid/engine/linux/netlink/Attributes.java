package io.braid.engine.linux.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes of a message or of a nest, by type; of a repeated type the last one counts. */
final class Attributes {
    private static final int TYPE_MASK = 0x3fff;

    private final Map<Integer, ByteBuffer> values = new LinkedHashMap<>();

    private Attributes() {}

    /** Reads all attributes from {@code offset} to the end; whatever the bytes are, nothing outside is read. */
    static Attributes parse(ByteBuffer bytes, int offset) throws MalformedMessageException {
        Attributes attributes = new Attributes();
        int at = offset;
        int end = bytes.limit();
        if (at > end) {
            throw new MalformedMessageException("no room for a header of " + offset + " bytes in " + end);
        }
        while (end - at >= MessageBuilder.ATTRIBUTE_HEADER_BYTES) {
            int size = bytes.getShort(at) & 0xffff;
            if (size < MessageBuilder.ATTRIBUTE_HEADER_BYTES || size > end - at) {
                throw new MalformedMessageException("attribute of " + size + " bytes, " + (end - at) + " are there");
            }
            attributes.values.put(
                    bytes.getShort(at + 2) & TYPE_MASK,
                    bytes.slice(at + 4, size - 4).order(ByteOrder.nativeOrder()));
            at += MessageBuilder.align(size);
        }
        return attributes;
    }

    boolean has(int type) {
        return values.containsKey(type);
    }

    /** The values of all attributes, for nests that are lists. */
    List<ByteBuffer> all() {
        return new ArrayList<>(values.values());
    }

    int u8(int type, int otherwise) throws MalformedMessageException {
        return has(type) ? sized(type, 1).get(0) & 0xff : otherwise;
    }

    int u16(int type, int otherwise) throws MalformedMessageException {
        return has(type) ? sized(type, 2).getShort(0) & 0xffff : otherwise;
    }

    /** 16 bits that are in network byte order. */
    int be16(int type, int otherwise) throws MalformedMessageException {
        return has(type) ? sized(type, 2).order(ByteOrder.BIG_ENDIAN).getShort(0) & 0xffff : otherwise;
    }

    int u32(int type, int otherwise) throws MalformedMessageException {
        return has(type) ? sized(type, 4).getInt(0) : otherwise;
    }

    /** A text up to its closing zero or its end. */
    String text(int type, String otherwise) {
        if (!has(type)) {
            return otherwise;
        }
        ByteBuffer value = values.get(type);
        int length = 0;
        while (length < value.limit() && value.get(length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        value.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** An address of 4 or 16 bytes, an IPv4-mapped one as IPv4; null when the attribute is absent. */
    InetAddress address(int type) throws MalformedMessageException {
        if (!has(type)) {
            return null;
        }
        ByteBuffer value = values.get(type);
        byte[] bytes = new byte[value.limit()];
        value.get(0, bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new MalformedMessageException("attribute " + type + ": an address of " + bytes.length + " bytes");
        }
    }

    /** A nest; empty when the attribute is absent. */
    Attributes nested(int type) throws MalformedMessageException {
        return has(type) ? parse(values.get(type), 0) : new Attributes();
    }

    /** The value of an attribute that has at least this many bytes, in the machine's order. */
    ByteBuffer bytes(int type, int atLeast) throws MalformedMessageException {
        if (!has(type)) {
            throw new MalformedMessageException("no attribute " + type);
        }
        return sized(type, atLeast);
    }

    private ByteBuffer sized(int type, int bytes) throws MalformedMessageException {
        ByteBuffer value = values.get(type);
        if (value.limit() < bytes) {
            throw new MalformedMessageException(
                    "attribute " + type + " has " + value.limit() + " bytes, not " + bytes);
        }
        return value.duplicate().order(ByteOrder.nativeOrder());
    }
}
