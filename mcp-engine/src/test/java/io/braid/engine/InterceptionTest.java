package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Intercept;
import io.braid.engine.config.ServiceConfig.ProxyNativeMptcp;
import io.braid.engine.config.ServiceConfig.Refused;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.testing.RawTcpPeer;
import io.braid.engine.verdict.Reason;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interception by a downstream service (draft S5.2.2) of packets that no kernel sends. */
@Timeout(60)
class InterceptionTest {
    private static final int FLAGS = 0x100;
    /** A port of the server where nobody listens. */
    private static final int NOBODY = 9;

    /** Options that lie, that are cut, that repeat, that mean nothing, and none. */
    private static final List<String> OPTIONS = List.of(
            "", "1e040101", "1e000101", "1e010101", "1eff0101", "0101011e", "1e030000", "1e0c0101",
            "1e0401011e0401011e04e000", "1e0c1001000000010000000200000000", "020405b41e14010000000000000000000000000000000000",
            "fdfdfdfd", "ffffffff00000000", "1d1001020304050607080910111213141516".substring(0, 32), "22022202");

    private static EngineConfig config() {
        ServiceConfig s = EngineConfigs.downstreamService(
                Mode.PRESERVE, 4, EngineConfigs.timers(5_000, 7_440_000), ProxyTopology.MCP4, ProxyTopology.MCP6);
        return EngineConfigs.config(new ServiceConfig(
                s.name(),
                s.enabled(),
                s.role(),
                s.explicit(),
                Optional.of(new Intercept(
                        List.of("m1", "m2"), 5001, ProxyNativeMptcp.ALWAYS, List.of(), Refused.RESET, Duration.ZERO)),
                s.implicit(),
                s.concentrators(),
                s.fallback(),
                s.accesses(),
                s.source(),
                s.hairpinning(),
                s.serverProtocol(),
                s.path(),
                s.timers(),
                s.limits(),
                s.authorization()));
    }

    @Test
    void everyCombinationOfFlagsWithEveryOddOptionLeavesItAtItsWork() throws Exception {
        try (ProxyTopology lab = ProxyTopology.create();
                Engine engine = Engine.start(lab.mcp().netNs(), config())) {
            var server = PlainHost.serve(
                    lab.server(), ProxyTopology.SERVER4, socket -> new String(socket.getInputStream().readNBytes(5)));
            try (RawTcpPeer odd = new RawTcpPeer(
                    lab.client(), "c1", lab.mcp(), "m1", "10.1.0.77", ProxyTopology.SERVER4, NOBODY)) {
                for (String options : OPTIONS) {
                    byte[] bytes = HexFormat.of().parseHex(options);
                    for (int flags = 0; flags < FLAGS; flags++) {
                        odd.send(flags, bytes, flags % 3 == 0 ? new byte[] {1, 2, 3} : new byte[0]);
                    }
                }
            }
            // Those that brought data in their SYN were accepted; their servers refuse them.
            Conditions.await(() -> engine.active("concentrator") == 0);
            long before = engine.counters().of(Reason.INTERCEPTED);
            try (Socket customer = lab.client().netNs().call(
                    () -> new Socket(InetAddress.ofLiteral(ProxyTopology.SERVER4), server.port()))) {
                customer.getOutputStream().write("hello".getBytes());
                assertEquals("hello", server.await());
            }
            assertEquals(before + 1, engine.counters().of(Reason.INTERCEPTED), "conversions of the real customer");
        }
    }
}
