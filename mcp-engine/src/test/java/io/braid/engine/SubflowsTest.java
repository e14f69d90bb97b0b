package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.KernelConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts with several accesses join a concentrator; it announces, and keeps them within bounds (S5.2.1-F6h, S7.2-c). */
@Timeout(60)
class SubflowsTest {
    private ProxyTopology lab;

    @BeforeEach
    void build() throws IOException {
        lab = ProxyTopology.create();
        lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
        lab.client().ip("mptcp", "limits", "set", "subflows", "8", "add_addr_accepted", "8");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private Engine start(int subflowsMax, boolean joinInitial) throws IOException {
        ServiceConfig service = EngineConfigs.downstreamService(
                Mode.OWN_ADDRESS, subflowsMax, EngineConfigs.timers(5_000, 60_000), ProxyTopology.MCP4);
        KernelConfig kernel = new KernelConfig(2, "braid", 0x4000_0000L, 8803, 0x2000_0000L, 14, joinInitial);
        return Engine.start(lab.mcp().netNs(), new EngineConfig(kernel, Map.of(), Map.of(service.name(), service)));
    }

    private interface Check {
        void run(MptcpPeer peer) throws Exception;
    }

    private void connected(Check check) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getOutputStream().write(1);
            done.await();
            return null;
        });
        byte[] request = ConversionRequest.connect(InetAddress.ofLiteral(ProxyTopology.SERVER4), server.port()).encode();
        try (MptcpPeer peer = MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, request)) {
            peer.readAnswer();
            peer.read(1);
            peer.write(new byte[] {1});
            check.run(peer);
        } finally {
            done.countDown();
        }
        server.await();
    }

    private static int subflows(MptcpPeer peer) {
        try {
            return MptcpInfo.subflows(peer.fd()).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void underTheCBitTheAnnouncedPortIsJoinedAndTheJoinOfTheSamePathClosed() throws Exception {
        lab.client().ip("mptcp", "endpoint", "add", "10.1.0.2", "dev", "c1", "subflow", "fullmesh");
        lab.client().ip("mptcp", "endpoint", "add", "10.2.0.2", "dev", "c2", "subflow", "fullmesh");
        try (Engine engine = start(4, false)) {
            connected(peer -> {
                Conditions.await(() -> engine.counters().of(Reason.SUBFLOW_NO_NEW_PATH) == 1);
                Conditions.await(() -> subflows(peer) == 2);
                assertTrue(MptcpInfo.subflows(peer.fd()).stream()
                        .anyMatch(subflow -> subflow.local().getAddress().getHostAddress().equals("10.2.0.2")
                                && subflow.remote().getPort() == EngineConfigs.PORT + 1));
            });
        }
    }

    @Test
    void theSurplusJoinIsClosedWithinASecond() throws Exception {
        for (int i = 3; i <= 6; i++) {
            lab.client().address("c2", "10.2.0." + i + "/24");
            lab.client().ip("rule", "add", "from", "10.2.0." + i, "lookup", "2");
        }
        try (Engine engine = start(3, true)) {
            connected(peer -> {
                for (int i = 2; i <= 6; i++) {
                    lab.client().ip("mptcp", "endpoint", "add", "10.2.0." + i, "dev", "c2", "subflow");
                }
                long begin = System.nanoTime();
                Conditions.await(() -> engine.counters().of(Reason.SUBFLOWS_MAX) >= 3);
                Conditions.await(() -> subflows(peer) == 3);
                assertTrue(System.nanoTime() - begin < 1_000_000_000L, "slower than a second");
                assertEquals(3, subflows(peer));
            });
        }
    }
}
