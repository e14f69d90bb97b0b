package io.braid.engine.intercept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.bpf.Bpf;
import io.braid.engine.linux.bpf.Bpf.Direction;
import io.braid.engine.linux.nft.NftStatement;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import io.braid.engine.testing.RawTcpPeer;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program that looks for MP_PREFER_PROXY, in this kernel, on packets that no kernel sends. */
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

    @Test
    void theKernelTakesTheProgramThatInserts() throws IOException {
        load(new PreferProxyPrograms(SUBTYPE, MARK).insert()).ifPresent(Bpf::close);
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
