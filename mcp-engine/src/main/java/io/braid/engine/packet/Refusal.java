package io.braid.engine.packet;

import java.nio.ByteBuffer;

/** What a SYN is answered with when there is no connection for it, in the name of its destination. */
public final class Refusal {
    private static final int HOPS = 64;
    private static final int RST_ACK = 0x14;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int UNREACHABLE4 = 3;
    private static final int UNREACHABLE6 = 1;
    private static final int ICMP_HEADER = 8;
    private static final int DONT_FRAGMENT = 0x4000;
    /** Bytes of the whole message: as much of the packet is quoted as may be (RFC 1812 §4.3.2.3, RFC 4443 §2.4). */
    private static final int MESSAGE4_MAX = 576;

    private static final int MESSAGE6_MAX = 1_280;

    private Refusal() {}

    /** A reset, as of a port where nobody listens (RFC 9293 §3.5.2). */
    public static byte[] reset(TcpPacket syn) {
        int header = header(syn);
        ByteBuffer out = start(syn, header + TcpPacket.TCP_HEADER, TcpPacket.TCP, syn.dscp());
        out.position(header);
        out.putShort((short) syn.destination().getPort());
        out.putShort((short) syn.source().getPort());
        out.putInt(0);
        // The SYN counts for one, and its data were received.
        out.putInt(syn.sequence() + 1 + syn.payloadLength());
        out.put((byte) (TcpPacket.TCP_HEADER / Integer.BYTES << 4));
        out.put((byte) RST_ACK);
        out.putShort(header + 16, Checksum.transport(out.array(), syn.ipv4(), header, TcpPacket.TCP));
        return out.array();
    }

    /**
     * A message «destination unreachable» (RFC 792, RFC 4443 §3.1).
     *
     * @param code of ICMP or ICMPv6, 0 to 255
     */
    public static byte[] unreachable(TcpPacket syn, int code) {
        boolean four = syn.ipv4();
        int header = header(syn);
        int quoted = Math.min(syn.bytes().length, (four ? MESSAGE4_MAX : MESSAGE6_MAX) - header - ICMP_HEADER);
        ByteBuffer out = start(syn, header + ICMP_HEADER + quoted, four ? ICMP : ICMPV6, 0);
        out.position(header);
        out.put((byte) (four ? UNREACHABLE4 : UNREACHABLE6));
        out.put((byte) code);
        out.position(header + ICMP_HEADER);
        out.put(syn.bytes(), 0, quoted);
        out.putShort(header + 2, Checksum.icmp(out.array(), four, header));
        return out.array();
    }

    private static int header(TcpPacket syn) {
        return syn.ipv4() ? TcpPacket.HEADER4_MIN : TcpPacket.HEADER6;
    }

    /** A packet the other way, up to its IP header. */
    private static ByteBuffer start(TcpPacket syn, int length, int protocol, int dscp) {
        ByteBuffer out = ByteBuffer.allocate(length);
        byte[] from = syn.destination().getAddress().getAddress();
        byte[] to = syn.source().getAddress().getAddress();
        if (syn.ipv4()) {
            out.put((byte) 0x45).put((byte) (dscp << 2)).putShort((short) length);
            out.putShort((short) 0).putShort((short) DONT_FRAGMENT);
            out.put((byte) HOPS).put((byte) protocol).putShort((short) 0);
            out.put(from).put(to);
            out.putShort(10, Checksum.fold(Checksum.sum(out.array(), 0, TcpPacket.HEADER4_MIN)));
        } else {
            out.putInt(6 << 28 | dscp << 22);
            out.putShort((short) (length - TcpPacket.HEADER6)).put((byte) protocol).put((byte) HOPS);
            out.put(from).put(to);
        }
        return out;
    }
}
