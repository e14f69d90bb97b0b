package io.braid.lab.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The Connect request of RFC 8803 §4.2.5, written by hand so that it owes nothing to the code it proves. */
public final class ConvertRequest {
    private static final int MESSAGE_BYTES = 24;
    private static final int HEADER_BYTES = 4;
    private static final int WORD = 4;
    private static final byte VERSION = 1;
    private static final byte WORDS = 6;
    private static final short MAGIC = 0x2263;
    private static final byte TYPE_CONNECT = 0x0A;
    private static final byte CONNECT_WORDS = 5;

    private ConvertRequest() {}

    /** {@code 01 06 22 63 0A 05 port(2) address(16)}; IPv4 addresses are IPv4-mapped. */
    public static byte[] connect(InetSocketAddress server) {
        return connect(server.getAddress(), server.getPort());
    }

    /** The same for any address, a forbidden one too. */
    public static byte[] connect(InetAddress address, int port) {
        ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES);
        message.put(VERSION).put(WORDS).putShort(MAGIC);
        message.put(TYPE_CONNECT).put(CONNECT_WORDS).putShort((short) port);
        byte[] raw = address.getAddress();
        if (raw.length == 4) {
            message.putLong(0).putShort((short) 0).putShort((short) -1);
        }
        return message.put(raw).array();
    }

    /** An extended Connect: the same with TCP options, {@code kind length value}, filled up with zeros (RFC 8803 §4.2.5). */
    public static byte[] connect(InetSocketAddress server, String options) {
        byte[] base = connect(server);
        byte[] list = hex(options);
        byte[] message = Arrays.copyOf(base, (base.length + list.length + WORD - 1) / WORD * WORD);
        System.arraycopy(list, 0, message, base.length, list.length);
        message[1] = (byte) (message.length / WORD);
        message[HEADER_BYTES + 1] = (byte) ((message.length - HEADER_BYTES) / WORD);
        return message;
    }

    /** The request with a further TLV of a type, whose value begins behind two zero bytes (RFC 8803 §4.2.7). */
    public static byte[] withTlv(byte[] request, int type, byte[] value) {
        ByteBuffer message = ByteBuffer.allocate(request.length + WORD + value.length);
        message.put(request).put((byte) type).put((byte) (1 + value.length / WORD)).putShort((short) 0).put(value);
        message.put(1, (byte) (message.capacity() / WORD));
        return message.array();
    }

    /** Any bytes, written in hexadecimal digits with spaces between them. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
