package io.braid.engine.testing;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PacketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** A TCP host over IPv4 made of hand-written packets, for what no kernel sends. It has an address that its kernel lacks. */
public final class RawTcpPeer implements AutoCloseable {
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;

    private static final int FRAME_MAX = 2048;
    private static final int ETHERNET_BYTES = 14;
    private static final int IP_BYTES = 20;
    private static final int TCP_BYTES = 20;
    private static final int PORT = 40_000;
    private static final int WINDOW = 65_535;
    private static final long LIMIT_NS = 10_000_000_000L;

    private final PacketSocket socket;
    private final NativeBuffer buffer = NativeBuffer.owned(FRAME_MAX);
    private final byte[] ethernet;
    private final byte[] own;
    private final byte[] peer;
    private final int peerPort;
    private int next = 1000;
    private int expected;

    /** A segment that came. */
    public record Segment(int flags, byte[] options, byte[] data) {}

    /**
     * Takes an address of the link from device {@code from} of {@code host} to device {@code to} of {@code gateway}.
     *
     * @param own the address, which no host of the link may have
     */
    public RawTcpPeer(TestHost host, String from, TestHost gateway, String to, String own, String peer, int peerPort)
            throws IOException {
        String mac = mac(host, from);
        gateway.ip("neigh", "replace", own, "lladdr", mac, "dev", to);
        HexFormat hex = HexFormat.ofDelimiter(":");
        this.ethernet = ByteBuffer.allocate(ETHERNET_BYTES)
                .put(hex.parseHex(mac(gateway, to)))
                .put(hex.parseHex(mac))
                .putShort((short) 0x0800)
                .array();
        this.own = InetAddress.ofLiteral(own).getAddress();
        this.peer = InetAddress.ofLiteral(peer).getAddress();
        this.peerPort = peerPort;
        this.socket = PacketSocket.open(host.netNs(), from, PacketSocket.Mode.OBSERVE, 1 << 20);
    }

    private static String mac(TestHost host, String device) throws IOException {
        return host.ip("-br", "link", "show", device).strip().split("\\s+")[2];
    }

    /** Sends one segment. */
    public void send(int flags, byte[] options, byte[] data) throws IOException {
        int tcpBytes = TCP_BYTES + options.length;
        byte[] tcp = ByteBuffer.allocate(tcpBytes + data.length)
                .putShort((short) PORT)
                .putShort((short) peerPort)
                .putInt(next)
                .putInt((flags & ACK) == 0 ? 0 : expected)
                .putShort((short) (tcpBytes / 4 << 12 | flags))
                .putShort((short) WINDOW)
                .putInt(0)
                .put(options)
                .put(data)
                .array();
        byte[] pseudo = ByteBuffer.allocate(12 + tcp.length)
                .put(own).put(peer).putShort((short) 6).putShort((short) tcp.length).put(tcp).array();
        ByteBuffer.wrap(tcp).putShort(16, checksum(pseudo));
        ByteBuffer ip = ByteBuffer.allocate(IP_BYTES)
                .putShort((short) 0x4500).putShort((short) (IP_BYTES + tcp.length))
                .putInt(0x4000).putShort((short) 0x4006).putShort((short) 0).put(own).put(peer);
        ip.putShort(10, checksum(ip.array()));
        byte[] frame = ByteBuffer.allocate(ETHERNET_BYTES + IP_BYTES + tcp.length)
                .put(ethernet).put(ip.array()).put(tcp).array();
        buffer.put(0, frame, 0, frame.length);
        int sent = socket.send(buffer, 0, frame.length);
        if (sent != frame.length) {
            throw new IOException("sent " + sent + " of " + frame.length + " bytes");
        }
        next += data.length + ((flags & SYN) == 0 ? 0 : 1);
    }

    /** The next segment of the peer that is a SYN/ACK, a reset or has data. */
    public Segment await() throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT_NS;
        while (System.nanoTime() < end) {
            int got = socket.receive(buffer, 0, FRAME_MAX);
            if (got == -Errno.EAGAIN) {
                Thread.sleep(2);
                continue;
            }
            byte[] frame = new byte[Math.clamp(got, 0, FRAME_MAX)];
            buffer.get(0, frame, 0, frame.length);
            Segment segment = parse(frame);
            if (segment != null && ((segment.flags() & (SYN | RST)) != 0 || segment.data().length > 0)) {
                return segment;
            }
        }
        throw new IOException("no segment within 10 s");
    }

    private Segment parse(byte[] frame) {
        int tcp = ETHERNET_BYTES + IP_BYTES;
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < tcp + TCP_BYTES
                || !Arrays.equals(frame, ETHERNET_BYTES + 16, tcp, own, 0, own.length)
                || in.getShort(tcp + 2) != (short) PORT) {
            return null;
        }
        int flags = frame[tcp + 13];
        int data = tcp + (frame[tcp + 12] >> 4 & 15) * 4;
        int end = ETHERNET_BYTES + Short.toUnsignedInt(in.getShort(ETHERNET_BYTES + 2));
        expected = in.getInt(tcp + 4) + (end - data) + ((flags & SYN) == 0 ? 0 : 1);
        return new Segment(
                flags, Arrays.copyOfRange(frame, tcp + TCP_BYTES, data), Arrays.copyOfRange(frame, data, end));
    }

    private static short checksum(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1 & ~1));
        int sum = 0;
        while (in.hasRemaining()) {
            sum += Short.toUnsignedInt(in.getShort());
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }

    @Override
    public void close() {
        socket.close();
        buffer.close();
    }
}
