package io.braid.engine.packet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** An IP packet with a TCP segment: its bytes, and where things stand in them. Its bytes are not changed. */
public final class TcpPacket {
    static final int HEADER4_MIN = 20;
    static final int HEADER6 = 40;
    static final int TCP_HEADER = 20;
    static final int TCP = 6;

    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;
    /** What tells the first segments of a connection from others. */
    private static final int KIND = FIN | SYN | RST | ACK;
    /** More fragments, or an offset: what is whole has neither (RFC 791 §3.1). */
    private static final int FRAGMENT = 0x3fff;
    /** Extension headers that are walked; a packet of an honest host has two at most. */
    private static final int EXTENSIONS_MAX = 8;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int EXTENSION_UNIT = 8;

    private final byte[] bytes;
    private final int tcp;
    private final int payload;
    private final TcpOptions options;

    private TcpPacket(byte[] bytes, int tcp) {
        this.bytes = bytes;
        this.tcp = tcp;
        this.payload = tcp + dataOffset(bytes, tcp);
        this.options = TcpOptions.read(bytes, tcp + TCP_HEADER, payload);
    }

    /**
     * Reads a packet of either family; empty when it is not TCP, is a fragment, or is cut short. Checksums are not looked at.
     *
     * @param packet from the IP header on; copied
     * @param length bytes of it
     */
    public static Optional<TcpPacket> read(byte[] packet, int length) {
        if (length < HEADER4_MIN || length > packet.length) {
            return Optional.empty();
        }
        int version = (packet[0] & 0xff) >>> 4;
        int whole = version == 4 ? u16(packet, 2) : version == 6 && length >= HEADER6 ? HEADER6 + u16(packet, 4) : 0;
        int tcp = whole > length || whole < HEADER4_MIN ? -1 : version == 4 ? tcp4(packet) : tcp6(packet, whole);
        if (tcp < 0 || tcp + TCP_HEADER > whole) {
            return Optional.empty();
        }
        int header = dataOffset(packet, tcp);
        return header < TCP_HEADER || tcp + header > whole
                ? Optional.empty()
                : Optional.of(new TcpPacket(Arrays.copyOf(packet, whole), tcp));
    }

    /** Where TCP begins, or -1. */
    private static int tcp4(byte[] packet) {
        int header = (packet[0] & 0xf) * Integer.BYTES;
        boolean whole = (u16(packet, 6) & FRAGMENT) == 0;
        return header >= HEADER4_MIN && whole && packet[9] == TCP ? header : -1;
    }

    private static int tcp6(byte[] packet, int whole) {
        int next = packet[6] & 0xff;
        int at = HEADER6;
        for (int i = 0; i < EXTENSIONS_MAX && at + EXTENSION_UNIT <= whole; i++) {
            switch (next) {
                case TCP -> {
                    return at;
                }
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS -> {
                    next = packet[at] & 0xff;
                    at += EXTENSION_UNIT * (1 + (packet[at + 1] & 0xff));
                }
                default -> {
                    return -1;
                }
            }
        }
        return -1;
    }

    private static int dataOffset(byte[] packet, int tcp) {
        return ((packet[tcp + 12] & 0xff) >>> 4) * Integer.BYTES;
    }

    static int u16(byte[] packet, int at) {
        return (packet[at] & 0xff) << Byte.SIZE | packet[at + 1] & 0xff;
    }

    /** The packet itself, from the IP header to its end; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public boolean ipv4() {
        return bytes[0] >>> 4 == 4;
    }

    /** Address and port it comes from. */
    public InetSocketAddress source() {
        return end(ipv4() ? 12 : 8, tcp);
    }

    /** Address and port it goes to. */
    public InetSocketAddress destination() {
        return end(ipv4() ? 16 : 24, tcp + 2);
    }

    private InetSocketAddress end(int address, int port) {
        byte[] raw = Arrays.copyOfRange(bytes, address, address + (ipv4() ? 4 : 16));
        try {
            return new InetSocketAddress(InetAddress.getByAddress(raw), u16(bytes, port));
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }

    /** The differentiated services codepoint, 0 to 63 (RFC 2474 §3). */
    public int dscp() {
        return trafficClass() >>> 2;
    }

    private int trafficClass() {
        return ipv4() ? bytes[1] & 0xff : u16(bytes, 0) >>> 4 & 0xff;
    }

    /** Time to live, or hop limit. */
    public int hopLimit() {
        return bytes[ipv4() ? 8 : 7] & 0xff;
    }

    /** The sequence number, as 32 bits. */
    public int sequence() {
        return ByteBuffer.wrap(bytes).getInt(tcp + 4);
    }

    /** The acknowledgment number, as 32 bits. */
    public int acknowledgment() {
        return ByteBuffer.wrap(bytes).getInt(tcp + 8);
    }

    /** The window as it stands there, unscaled. */
    public int window() {
        return u16(bytes, tcp + 14);
    }

    private int flags() {
        return bytes[tcp + 13] & KIND;
    }

    /** The first segment of a connection or subflow. */
    public boolean syn() {
        return flags() == SYN;
    }

    /** The answer to it. */
    public boolean synAck() {
        return flags() == (SYN | ACK);
    }

    /** The connection is refused or broken off. */
    public boolean reset() {
        return (flags() & RST) != 0;
    }

    public TcpOptions options() {
        return options;
    }

    /** The maximum segment size it tells, in bytes. */
    public OptionalInt mss() {
        return options.mss(bytes);
    }

    /** The shift of the window it tells. */
    public OptionalInt windowScale() {
        return options.windowScale(bytes);
    }

    /** Whether it offers, or agrees to, Multipath TCP (RFC 8684 §3.1). */
    public boolean mpCapable() {
        return options.mpCapable(bytes);
    }

    /** Whether it is of a further subflow (RFC 8684 §3.2). */
    public boolean mpJoin() {
        return options.mpJoin(bytes);
    }

    /** The token of a further subflow's SYN, if it is one (RFC 8684 §3.2). */
    public OptionalInt joinToken() {
        return mpJoin() && syn()
                ? options.first(30)
                        .filter(option -> option.length() == 12)
                        .map(option -> OptionalInt.of(ByteBuffer.wrap(bytes).getInt(option.at() + 4)))
                        .orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    /** Bytes of data behind the headers. */
    public int payloadLength() {
        return bytes.length - payload;
    }

    /** The data behind the headers; a copy. */
    public byte[] payload() {
        return Arrays.copyOfRange(bytes, payload, bytes.length);
    }

    /** For example {@code 10.1.0.2:40000 > 198.51.100.10:443}. */
    @Override
    public String toString() {
        return source() + " > " + destination();
    }
}
