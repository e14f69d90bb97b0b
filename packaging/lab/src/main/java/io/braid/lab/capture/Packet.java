package io.braid.lab.capture;

import java.util.Set;

/**
 * A TCP segment of a capture, as tshark reads it.
 *
 * @param time seconds since 1970
 * @param source address without port
 * @param destination address without port
 * @param sourcePort port
 * @param destinationPort port
 * @param flags the TCP flags
 * @param length bytes of data
 * @param subtypes MPTCP subtypes (RFC 8684 §8.2); empty on plain TCP
 * @param dataFin whether the data sequence ends here (DATA_FIN)
 * @param noMoreSubflows the C bit of MP_CAPABLE (RFC 8684 §3.1)
 */
public record Packet(
        double time,
        String source,
        String destination,
        int sourcePort,
        int destinationPort,
        int flags,
        int length,
        Set<Integer> subtypes,
        boolean dataFin,
        boolean noMoreSubflows) {
    public static final int MP_CAPABLE = 0;
    public static final int MP_JOIN = 1;
    public static final int DSS = 2;
    public static final int ADD_ADDR = 3;
    public static final int MP_FASTCLOSE = 7;
    public static final int MP_TCPRST = 8;

    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    public Packet {
        subtypes = Set.copyOf(subtypes);
    }

    /** A SYN that is no answer. */
    public boolean isSyn() {
        return (flags & (SYN | ACK)) == SYN;
    }

    public boolean isSynAck() {
        return (flags & (SYN | ACK)) == (SYN | ACK);
    }

    public boolean isFin() {
        return (flags & FIN) != 0;
    }

    public boolean isRst() {
        return (flags & RST) != 0;
    }

    public boolean isMptcp() {
        return !subtypes.isEmpty();
    }

    public boolean has(int subtype) {
        return subtypes.contains(subtype);
    }
}
