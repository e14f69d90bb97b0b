package io.braid.engine.packet;

/** The Internet checksum (RFC 1071), a ones' complement sum of 16-bit words. */
final class Checksum {
    private static final int PROTOCOL_ICMPV6 = 58;

    private Checksum() {}

    /** The sum of bytes, to be continued; an odd last one counts as if a zero followed. */
    static long sum(byte[] bytes, int from, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += (bytes[from + i] & 0xff) << Byte.SIZE | bytes[from + i + 1] & 0xff;
        }
        return (length & 1) == 0 ? sum : sum + ((bytes[from + length - 1] & 0xff) << Byte.SIZE);
    }

    /** What is written for a sum. */
    static short fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> Short.SIZE);
        }
        return (short) ~folded;
    }

    /**
     * The checksum of what stands above IP, its own field being zero (RFC 9293 §3.1, RFC 8200 §8.1).
     *
     * @param packet a whole packet
     * @param four whether it is IPv4
     * @param at where the transport's header begins; it reaches to the end
     */
    static short transport(byte[] packet, boolean four, int at, int protocol) {
        int length = packet.length - at;
        long pseudo = four ? sum(packet, 12, 8) : sum(packet, 8, 32);
        return fold(pseudo + protocol + length + sum(packet, at, length));
    }

    /** The checksum of an ICMP message, which covers no address, or of an ICMPv6 message, which does (RFC 4443 §2.3). */
    static short icmp(byte[] packet, boolean four, int at) {
        return four
                ? fold(sum(packet, at, packet.length - at))
                : transport(packet, false, at, PROTOCOL_ICMPV6);
    }
}
