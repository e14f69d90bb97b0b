package io.braid.engine.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One received message.
 *
 * @param type message type
 * @param flags NLM_F bits
 * @param sequence the number of the request it answers, 0 for an event
 * @param body what follows struct nlmsghdr, in native byte order
 */
record Message(int type, int flags, int sequence, ByteBuffer body) {
    static final int ERROR = 2;
    static final int DONE = 3;
    static final int MULTI = 0x2;
    static final int DUMP_INTERRUPTED = 0x10;

    /** The messages of one datagram. */
    static List<Message> parse(byte[] datagram) throws MalformedMessageException {
        ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        int length = datagram.length;
        List<Message> messages = new ArrayList<>(1);
        int at = 0;
        while (length - at >= MessageBuilder.HEADER_BYTES) {
            int size = bytes.getInt(at);
            if (size < MessageBuilder.HEADER_BYTES || size > length - at) {
                throw new MalformedMessageException("message of " + size + " bytes, " + (length - at) + " are there");
            }
            messages.add(new Message(
                    bytes.getShort(at + 4) & 0xffff,
                    bytes.getShort(at + 6) & 0xffff,
                    bytes.getInt(at + 8),
                    bytes.slice(at + MessageBuilder.HEADER_BYTES, size - MessageBuilder.HEADER_BYTES)
                            .order(ByteOrder.nativeOrder())));
            // The last message may lack its padding; the sum cannot overflow, both are below the array's length.
            at += MessageBuilder.align(size);
        }
        return messages;
    }

    /** The body from {@code offset} on as attributes, the fixed header of the protocol being before it. */
    Attributes attributes(int offset) throws MalformedMessageException {
        return Attributes.parse(body, offset);
    }

    /** Fails unless the fixed header of the protocol is whole. */
    Message atLeast(int bytes) throws MalformedMessageException {
        if (body.limit() < bytes) {
            throw new MalformedMessageException(
                    "message type " + type + " has " + body.limit() + " bytes, not " + bytes);
        }
        return this;
    }
}
