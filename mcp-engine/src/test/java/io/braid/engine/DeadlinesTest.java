package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No phase of a conversion lasts for ever (RFC 5382 REQ-5, X-8803-1), and a snapshot disturbs none (S5.1). */
@Timeout(60)
class DeadlinesTest {
    private static final ServiceConfig QUICK =
            EngineConfigs.downstreamService(Mode.OWN_ADDRESS, 4, EngineConfigs.timers(300, 700), ProxyTopology.MCP4);

    private ProxyTopology lab;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        lab = ProxyTopology.create();
        lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
        engine = Engine.start(lab.mcp().netNs(), EngineConfigs.config(QUICK));
    }

    @AfterEach
    void stop() {
        engine.close();
        lab.close();
    }

    private MptcpPeer ask(int port) throws IOException {
        byte[] request = ConversionRequest.connect(InetAddress.ofLiteral(ProxyTopology.SERVER4), port).encode();
        return MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, request);
    }

    @Test
    void aSilentCustomerAndAHalfRequestEndWithTheSignalTimer() throws Exception {
        byte[] half = {1, 6, 0x22, 0x63, 10};
        for (byte[] first : List.of(new byte[0], half)) {
            var outcome = PlainHost.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, socket -> {
                socket.getOutputStream().write(first);
                return socket.getInputStream().read();
            });
            assertThrows(SocketException.class, () -> PlainHost.await(outcome));
        }
        assertEquals(2, engine.counters().of(Reason.SIGNAL_TIMEOUT));
        // The customer may learn of the end before it is counted.
        Conditions.await(() -> engine.active("concentrator") == 0);
    }

    @Test
    void silenceInBothDirectionsEndsAConversionAndTrafficKeepsIt() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream().write(i);
                Thread.sleep(400);
            }
            return assertThrows(SocketException.class, () -> socket.getInputStream().read()).getMessage();
        });
        try (MptcpPeer peer = ask(server.port())) {
            peer.readAnswer();
            assertArrayEquals(new byte[] {0, 1, 2, 3}, peer.read(4), "1.2 s of traffic, idle timer 0.7 s");
            assertThrows(ErrnoException.class, peer::readAll);
        }
        assertEquals("Connection reset", server.await());
        assertEquals(1, engine.counters().of(Reason.IDLE));
    }

    @Test
    void aSnapshotChangesListenersAndLeavesConversionsAlone() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            byte[] got = socket.getInputStream().readNBytes(2);
            socket.getOutputStream().write(got);
            return null;
        });
        try (MptcpPeer peer = ask(server.port())) {
            peer.readAnswer();
            peer.write(new byte[] {1});
            engine.apply(EngineConfigs.config());
            var refused = PlainHost.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, socket -> null);
            assertThrows(java.net.ConnectException.class, () -> PlainHost.await(refused));
            peer.write(new byte[] {2});
            assertArrayEquals(new byte[] {1, 2}, peer.read(2));
        }
        server.await();
        Conditions.await(() -> engine.active("concentrator") == 0);
        engine.apply(EngineConfigs.config(QUICK));
        PlainHost.await(PlainHost.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, socket -> null));
    }

    @Test
    void anAddressThatIsNotHereIsNamed() {
        ServiceConfig wrong = EngineConfigs.downstreamService(
                Mode.OWN_ADDRESS, 4, EngineConfigs.timers(300, 700), "192.0.2.77");
        IOException problem =
                assertThrows(IOException.class, () -> engine.apply(EngineConfigs.config(wrong)));
        assertTrue(problem.getMessage().contains("192.0.2.77:5124"), problem.getMessage());
        assertTrue(problem.getMessage().contains("EADDRNOTAVAIL"), problem.getMessage());
        assertTrue(problem.getMessage().startsWith("service concentrator: "), problem.getMessage());
    }
}
