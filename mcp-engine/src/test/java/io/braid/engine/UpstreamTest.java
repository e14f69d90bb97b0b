package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Timeout;

/**
 * Two MCPs between a plain host and a plain server (S3-F3, S5.2.1-F6c).
 *
 * <pre>
 *  host --- lan [CPE] w1 ---- a1 [concentrator] up --- server
 *                     w2 ---- a2
 * </pre>
 */
@Timeout(60)
class UpstreamTest {
    private final TestNet net = new TestNet();
    private TestHost host;
    private TestHost cpe;
    private TestHost concentrator;
    private TestHost server;
    private Engine upstream;
    private Engine downstream;

    @BeforeEach
    void build() throws IOException {
        host = net.host("h");
        cpe = net.host("cpe");
        concentrator = net.host("con");
        server = net.host("s");
        net.cable(host, "h0", cpe, "lan");
        net.cable(cpe, "w1", concentrator, "a1");
        net.cable(cpe, "w2", concentrator, "a2");
        net.cable(concentrator, "u0", server, "s0");
        host.address("h0", "192.168.1.2/24").address("h0", "fd10::2/64");
        cpe.address("lan", "192.168.1.1/24").address("lan", "fd10::1/64");
        for (int i = 1; i <= 2; i++) {
            cpe.address("w" + i, "10.1." + i + ".2/24").address("w" + i, "fd0" + i + "::2/64");
            concentrator.address("a" + i, "10.1." + i + ".1/24").address("a" + i, "fd0" + i + "::1/64");
            cpe.ip("route", "add", "default", "via", "10.1." + i + ".1", "dev", "w" + i, "metric", "" + i);
            cpe.ip("-6", "route", "add", "default", "via", "fd0" + i + "::1", "dev", "w" + i, "metric", "" + i);
        }
        concentrator.address("lo", "203.0.113.1/32").address("lo", "2001:db8:c::1/128");
        concentrator.address("u0", "10.9.0.1/24").address("u0", "fd09::1/64");
        server.address("s0", "10.9.0.2/24").address("s0", "fd09::2/64");
        host.ip("route", "add", "default", "via", "192.168.1.1");
        host.ip("-6", "route", "add", "default", "via", "fd10::1");
        server.ip("route", "add", "default", "via", "10.9.0.1");
        server.ip("-6", "route", "add", "default", "via", "fd09::1");
        for (TestHost router : List.of(cpe, concentrator)) {
            router.sysctl("net.ipv4.ip_forward", "1").sysctl("net.ipv6.conf.all.forwarding", "1");
        }
    }

    @AfterEach
    void stop() {
        if (upstream != null) {
            upstream.close();
        }
        if (downstream != null) {
            downstream.close();
        }
        net.close();
    }

    private void start(String mcp, Mode source) throws IOException {
        downstream = Engine.start(concentrator.netNs(), EngineConfigs.downstream(source, mcp));
        upstream = Engine.start(
                cpe.netNs(),
                EngineConfigs.upstream(
                        "lan", new InetSocketAddress(InetAddress.ofLiteral(mcp), EngineConfigs.PORT), "w1", "w2"));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.1, 10.9.0.2, OWN_ADDRESS, 10.9.0.1",
        "203.0.113.1, 10.9.0.2, PRESERVE, 10.1.1.2",
        "2001:db8:c::1, fd09::2, PRESERVE, fd01:0:0:0:0:0:0:2",
        "203.0.113.1, fd09::2, OWN_ADDRESS, fd09:0:0:0:0:0:0:1",
    })
    void bytesFlowOverBothAccesses(String mcp, String destination, Mode source, String seenByServer)
            throws Exception {
        start(mcp, source);
        byte[] up = new byte[4_000_000];
        new Random(7).nextBytes(up);
        List<Integer> subflows = new ArrayList<>();
        var received = PlainHost.serve(server, destination, socket -> {
            assertEquals(seenByServer, socket.getInetAddress().getHostAddress());
            byte[] got = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write("thanks".getBytes());
            return got;
        });
        String thanks = PlainHost.await(PlainHost.connect(host, destination, received.port(), socket -> {
            socket.getOutputStream().write(up, 0, 1000);
            Conditions.await(() -> subflows(upstream) == 2);
            Conditions.await(() -> subflows(downstream) == 2);
            subflows.add(subflows(downstream));
            socket.getOutputStream().write(up, 1000, up.length - 1000);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes());
        }));
        assertEquals("thanks", thanks);
        assertArrayEquals(up, received.await());
        Conditions.await(() -> upstream.active("home") == 0 && downstream.active("concentrator") == 0);
        assertEquals(1, upstream.counters().of(Reason.ENDED), () -> "decided: " + decided(upstream));
        assertEquals(1, upstream.counters().of(Reason.ENDED), () -> "decided: " + decided(upstream));
        assertEquals(1, downstream.counters().of(Reason.ENDED), () -> "upstream decided: " + decided(upstream));
    }

    @ParameterizedTest
    @CsvSource({"w1, w2", "w2, w1"})
    void theInitialSubflowTakesALiveAccess(String down, String expected) throws Exception {
        start("203.0.113.1", Mode.OWN_ADDRESS);
        cpe.ip("link", "set", down, "down");
        var received = PlainHost.serve(
                server, "10.9.0.2", socket -> new String(socket.getInputStream().readAllBytes()));
        List<String> access = new ArrayList<>();
        PlainHost.await(PlainHost.connect(host, "10.9.0.2", received.port(), socket -> {
            Conditions.await(() -> upstream.counters().of(Reason.PATH_CHOSEN) == 1);
            upstream.forEachConversion(c -> access.add(c.verdict(io.braid.engine.verdict.Room.PATH)
                    .orElseThrow()
                    .detail()));
            socket.getOutputStream().write("x".getBytes());
            return null;
        }));
        assertEquals("x", received.await());
        assertEquals(List.of(expected), access);
    }

    private static List<Reason> decided(Engine engine) {
        return List.of(Reason.values()).stream()
                .filter(reason -> engine.counters().of(reason) > 0)
                .toList();
    }

    /** Subflows of the MPTCP leg of the only conversion. */
    private static int subflows(Engine engine) {
        List<Integer> counts = new ArrayList<>();
        engine.forEachConversion(c -> {
            var leg = c.customer().mptcp() ? c.customer() : c.server();
            try {
                counts.add(MptcpInfo.subflows(leg.descriptor()).size());
            } catch (IOException e) {
                counts.add(-1);
            }
        });
        return counts.isEmpty() ? 0 : counts.getFirst();
    }
}
