package io.braid.engine.intercept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PacketSocket;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.bpf.Bpf;
import io.braid.engine.linux.bpf.Bpf.Direction;
import io.braid.engine.linux.nft.NftStatement;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import io.braid.engine.testing.RawTcpPeer;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs about MP_PREFER_PROXY in this kernel. */
class PreferProxyTest {
    private static final long MARK = 0x2000_0000L;
    private static final int SUBTYPE = 14;

    /** Options in hexadecimal digits, and whether a SYN with them prefers a proxy. */
    private static Map<String, Boolean> vectors() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put("1e0401011e04e000", true);
        all.put("020405b4 0402080a0000000100000000 01030307 1e040101 1e04e000", true);
        // In the other order, at odd places, and with the reserved bits set.
        all.put("1e04e000 1e040101", true);
        all.put("01 1e040121 0101 1e04e000 01", true);
        all.put("1e040101 1e04efff", true);
        // The last of 40 bytes.
        all.put("01".repeat(32) + "1e040101 1e04e000", true);
        // Without MP_CAPABLE; without it; in a join; of another length; after the end of the options.
        all.put("1e04e000", false);
        all.put("1e040101", false);
        all.put("1e0c01000000000000000000 1e04e000", false);
        all.put("1e040101 1e05e00000 010101", false);
        all.put("1e040101 00 01 01 01 1e04e000", false);
        // Lengths that lie.
        all.put("1e040101 1e00e000", false);
        all.put("1e040101 1e01e000", false);
        all.put("fe28 0000 1e0401011e04e000", false);
        all.put("1e040101 0101011e", false);
        all.put("1eff0101 1e04e000", false);
        // Another subtype, another kind, the same bytes inside another option.
        all.put("1e040101 1e04f000", false);
        all.put("1e040101 1d04e000", false);
        all.put("1e040101 080a 1e04e000 1e04e000 0101", false);
        all.put("", false);
        return all;
    }

    /** On packets that no kernel sends. */
    @Test
    @Timeout(30)
    void aSynIsMarkedIfAndOnlyIfItHasBothOptions() throws Exception {
        Optional<Integer> program = load(new PreferProxyPrograms(SUBTYPE, MARK).detect());
        if (program.isEmpty()) {
            return;
        }
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("host");
            TestHost gateway = net.host("gateway");
            net.cable(host, "out", gateway, "in");
            gateway.ip("addr", "add", "10.0.0.1/24", "dev", "in");
            int link = Bpf.attach(gateway.netNs(), index(gateway), Direction.INGRESS, program.get());
            NftTable table = NftTable.inet("marks");
            for (var vector : vectors().entrySet()) {
                gateway.netNs().nft().run(List.of(
                        table.add(), table.delete(), table.add(),
                        table.addChain("pre", "filter", "prerouting", NftTable.RAW),
                        table.addRule("pre", NftStatement.tcp(), NftStatement.differ(
                                NftValue.meta("mark").and(MARK), NftValue.of(0)), NftStatement.counter()),
                        table.addRule("pre", NftStatement.tcp(), NftStatement.counter())));
                try (RawTcpPeer peer = new RawTcpPeer(host, "out", gateway, "in", "10.0.0.9", "10.0.0.1", 80)) {
                    byte[] options = HexFormat.of().parseHex(vector.getKey().replace(" ", ""));
                    peer.send(RawTcpPeer.SYN, options, new byte[0]);
                    // In a segment that is no SYN it means nothing.
                    peer.send(RawTcpPeer.ACK, options, new byte[0]);
                    List<Long> counted = counted(gateway, table);
                    assertEquals(2L, counted.get(1), "arrived");
                    assertEquals(vector.getValue() ? 1L : 0L, counted.get(0), vector.getKey());
                }
            }
            Bpf.close(link);
        } finally {
            Bpf.close(program.get());
        }
    }

    /** On its way out the checksum covers the pseudo header alone; the rest is the device's, whatever the packet's length. */
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd01::1"})
    @Timeout(30)
    void theOptionIsAppendedAndLengthsAndChecksumsFollow(String address) throws Exception {
        Optional<Integer> program = load(new PreferProxyPrograms(SUBTYPE, MARK).insert());
        if (program.isEmpty()) {
            return;
        }
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("host");
            TestHost gateway = net.host("gateway");
            net.cable(host, "in", gateway, "out");
            host.address("in", "10.0.0.2/24").address("in", "fd01::2/64");
            gateway.address("out", "10.0.0.1/24").address("out", "fd01::1/64");
            int link = Bpf.attach(host.netNs(), index(host), Direction.EGRESS, program.get());
            for (boolean marked : new boolean[] {true, false}) {
                byte[] packet = syn(host, gateway, address, marked);
                int ip = (packet[0] >> 4 & 15) == 4 ? 20 : 40;
                ByteBuffer in = ByteBuffer.wrap(packet);
                int length = Short.toUnsignedInt(in.getShort(ip == 20 ? 2 : 4)) + (ip == 20 ? 0 : ip);
                assertEquals(packet.length, length, "length in the IP header");
                assertEquals(length - ip, (packet[ip + 12] >> 4 & 15) * 4, "length of the TCP header");
                String options = HexFormat.of().formatHex(packet, ip + 20, length);
                assertEquals(marked, options.endsWith("1e0401011e04e000"), options);
                assertEquals(marked ? 28 : 24, length - ip - 20, options);
                if (ip == 20) {
                    assertEquals(0xffff, sum(packet, 0, ip, 0), "checksum of the IP header");
                }
                int addresses = sum(packet, ip == 20 ? 12 : 8, ip, 0);
                assertEquals(
                        sum(new byte[0], 0, 0, addresses + 6 + length - ip),
                        Short.toUnsignedInt(in.getShort(ip + 16)),
                        "sum of the pseudo header");
            }
            Bpf.close(link);
        } finally {
            Bpf.close(program.get());
        }
    }

    /** The SYN of a connection to the gateway, from its IP header on; the connection comes about. */
    private static byte[] syn(TestHost host, TestHost gateway, String address, boolean marked) throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral(address), marked ? 80 : 81);
        int listener = gateway.netNs().stream(Protocol.MPTCP);
        int client = host.netNs().stream(Protocol.MPTCP);
        try (PacketSocket socket = PacketSocket.open(gateway.netNs(), "out", PacketSocket.Mode.OBSERVE, 1 << 20);
                NativeBuffer buffer = NativeBuffer.owned(2048)) {
            StreamSocket.bind(listener, to);
            StreamSocket.listen(listener, 8);
            if (marked) {
                StreamSocket.set(client, SocketOption.SO_MARK, (int) MARK);
            }
            StreamSocket.connect(client, to);
            int accepted = -1;
            for (int turn = 0; turn < 1000 && accepted < 0; turn++) {
                accepted = StreamSocket.accept(listener);
                Thread.sleep(5);
            }
            assertTrue(StreamSocket.isMptcp(accepted), "the connection speaks MPTCP");
            StreamSocket.close(accepted);
            while (true) {
                int got = socket.receive(buffer, 0, 2048);
                assertTrue(got > 0, "no SYN was seen");
                byte[] frame = new byte[got];
                buffer.get(0, frame, 0, got);
                byte[] packet = Arrays.copyOfRange(frame, 14, got);
                boolean four = frame[12] == 8 && frame[13] == 0 && packet[9] == 6;
                boolean six = (frame[12] & 0xff) == 0x86 && packet[6] == 6;
                if ((four || six) && (packet[(four ? 20 : 40) + 13] & 0x17) == RawTcpPeer.SYN) {
                    return packet;
                }
            }
        } finally {
            StreamSocket.close(client);
            StreamSocket.close(listener);
        }
    }

    /** The ones' complement sum of 16-bit words (RFC 1071). */
    private static int sum(byte[] bytes, int from, int to, int begin) {
        int sum = begin;
        for (int at = from; at < to; at += 2) {
            sum += (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    /** Where nobody may load programs, the reason is told, and that is all there is to test. */
    private static Optional<Integer> load(byte[] program) throws IOException {
        try {
            return Optional.of(Bpf.load(Bpf.Kind.PACKETS, program));
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EPERM) {
                throw e;
            }
            assertTrue(e.getMessage().contains("PROG_LOAD"), e.getMessage());
            return Optional.empty();
        }
    }

    private static int index(TestHost host) throws IOException {
        try (var routes = host.netNs().routes()) {
            return routes.link("in").orElseThrow().index();
        }
    }

    private static List<Long> counted(TestHost host, NftTable table) throws Exception {
        for (int turn = 0; turn < 100; turn++) {
            List<Long> all = host.netNs().nft().list("table", table.family(), table.name()).stream()
                    .filter(entry -> entry.containsKey("rule"))
                    .map(entry -> (List<?>) entry.get("rule").get("expr"))
                    .map(expressions -> (Map<?, ?>) expressions.getLast())
                    .map(last -> ((Number) ((Map<?, ?>) last.get("counter")).get("packets")).longValue())
                    .toList();
            if (all.get(1) == 2) {
                return all;
            }
            Thread.sleep(10);
        }
        throw new IOException("two packets did not arrive within a second");
    }
}
