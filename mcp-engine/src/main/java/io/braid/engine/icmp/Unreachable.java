package io.braid.engine.icmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message «destination unreachable» about a TCP segment (RFC 792, RFC 4443 §3.1).
 *
 * @param code of the ICMP or ICMPv6 message, 0 to 255
 * @param destination where the segment was to go
 */
public record Unreachable(int code, InetSocketAddress destination) {
    private static final int TYPE4 = 3;
    private static final int TYPE6 = 1;
    private static final int TCP = 6;
    private static final int ICMP_HEADER = 8;
    private static final int HEADER6 = 40;
    private static final int HEADER4_MIN = 20;
    private static final int PORTS = 4;

    /** Reads an ICMP message with its IPv4 header; empty when it is another one, or cut short. */
    public static Optional<Unreachable> four(byte[] bytes, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).slice();
        int icmp = header4(in, 0);
        if (icmp < 0 || icmp + ICMP_HEADER > length || in.get(icmp) != TYPE4) {
            return Optional.empty();
        }
        int quoted = icmp + ICMP_HEADER;
        int quotedLength = header4(in, quoted);
        if (quotedLength < 0 || in.get(quoted + 9) != TCP || quoted + quotedLength + PORTS > length) {
            return Optional.empty();
        }
        return Optional.of(of(in, in.get(icmp + 1), quoted + 16, 4, quoted + quotedLength));
    }

    /** The bytes of the IPv4 header at an offset, or -1. */
    private static int header4(ByteBuffer in, int at) {
        if (at + HEADER4_MIN > in.limit() || in.get(at) >>> 4 != 4) {
            return -1;
        }
        int length = (in.get(at) & 0xf) * 4;
        return length < HEADER4_MIN ? -1 : length;
    }

    /** Reads an ICMPv6 message from its own header on; empty when it is another one, or cut short. */
    public static Optional<Unreachable> six(byte[] bytes, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).slice();
        int tcp = ICMP_HEADER + HEADER6;
        if (tcp + PORTS > length || in.get(0) != TYPE6 || in.get(ICMP_HEADER + 6) != TCP) {
            return Optional.empty();
        }
        return Optional.of(of(in, in.get(1), ICMP_HEADER + 24, 16, tcp));
    }

    private static Unreachable of(ByteBuffer in, byte code, int addressAt, int addressBytes, int tcp) {
        byte[] raw = new byte[addressBytes];
        in.get(addressAt, raw);
        try {
            int port = Short.toUnsignedInt(in.getShort(tcp + 2));
            return new Unreachable(code & 0xff, new InetSocketAddress(InetAddress.getByAddress(raw), port));
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
