package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.CookieConfig;
import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.config.SourceLimitConfig;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a concentrator answers to requests it cannot or will not fulfil (X-8803-1), by bytes worked out by hand. */
@Timeout(60)
class ConvertAnswersTest {
    private ProxyTopology lab;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        lab = ProxyTopology.create();
        lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
        engine = Engine.start(lab.mcp().netNs(), EngineConfigs.config(service(EngineConfigs.LIMITS)));
    }

    @AfterEach
    void stop() {
        engine.close();
        lab.close();
    }

    private static ServiceConfig service(LimitConfig limits) {
        return EngineConfigs.downstreamService(
                Mode.OWN_ADDRESS, 4, EngineConfigs.timers(5_000, 7_440_000), limits, ProxyTopology.MCP4, ProxyTopology.MCP6);
    }

    private MptcpPeer send(String hex) throws IOException {
        return MptcpPeer.connect(
                lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private String answer(String hex) throws IOException {
        try (MptcpPeer peer = send(hex)) {
            return HexFormat.ofDelimiter(" ").formatHex(peer.readAll());
        }
    }

    private static String connect(String address, int port) {
        return HexFormat.of()
                .formatHex(ConversionRequest.connect(InetAddress.ofLiteral(address), port).encode());
    }

    @Test
    void whatBreaksTheProtocolIsEchoed() throws Exception {
        assertEquals("01 02 22 63 1e 01 00 01", answer("02 06 22 63 00 00 00 00"));
        assertEquals("01 04 22 63 1e 03 01 00 01 02 22 63 0a 05 00 09", answer("01 02 22 63 0a 05 00 09"));
        assertEquals("01 04 22 63 1e 03 02 00 01 02 22 63 63 01 00 00", answer("01 02 22 63 63 01 00 00"));
        assertEquals(1, engine.counters().of(Reason.VERSION_UNSUPPORTED));
        assertEquals(1, engine.counters().of(Reason.SIGNAL_MALFORMED));
        assertEquals(1, engine.counters().of(Reason.MESSAGE_UNSUPPORTED));
    }

    @Test
    void infoIsAnsweredWithTheSupportedOptions() throws Exception {
        assertEquals("01 03 22 63 15 02 00 00 04 08 1e 00", answer("01 02 22 63 01 01 00 00"));
    }

    @Test
    void optionsThatTheKernelSetsAreHonouredAndTheOthersNamed() throws Exception {
        String address = "00 00 00 00 00 00 00 00 00 00 ff ff c6 33 64 0a";
        // Fast Open and TCP-AO; SACK-permitted beside them could be had.
        assertEquals(
                "01 03 22 63 1e 02 21 22 1d 00 00 00",
                answer("01 08 22 63 0a 07 00 09" + address + "04 02 22 02 1d 02 00 00"));
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        String port = "%04x".formatted(server.port());
        try (MptcpPeer peer = send("01 08 22 63 0a 07" + port + address + "04 02 08 02 1e 02 00 00")) {
            String header = HexFormat.of().formatHex(peer.readAnswer());
            assertTrue(header.matches("01072263140600000204[0-9a-f]{4}0402080a0{16}0303[0-9a-f]{2}00"), header);
        }
    }

    @Test
    void icmpTellsWhyAServerCannotBeReached() throws Exception {
        lab.mcp().ip("route", "add", "192.0.2.0/24", "via", "10.9.0.2");
        lab.mcp().ip("-6", "route", "add", "2001:db8:7::/64", "via", "fd09::2");
        lab.server().sysctl("net.ipv4.ip_forward", "1").sysctl("net.ipv6.conf.all.forwarding", "1");
        lab.server().sysctl("net.ipv4.icmp_ratelimit", "0").sysctl("net.ipv6.icmp.ratelimit", "0");
        lab.server().exec("nft", "add table inet wall; add chain inet wall forward { type filter hook forward priority 0; }");
        String[][] cases = {
            {"ip daddr", "192.0.2.1", "icmp type admin-prohibited", "0d"},
            {"ip daddr", "192.0.2.2", "icmp type host-unreachable", "01"},
            {"ip daddr", "192.0.2.3", "icmp type port-unreachable", "03"},
            {"ip6 daddr", "2001:db8:7::1", "icmpv6 type admin-prohibited", "01"},
            {"ip6 daddr", "2001:db8:7::2", "icmpv6 type addr-unreachable", "03"},
        };
        for (String[] each : cases) {
            lab.server().exec("nft", "add rule inet wall forward " + each[0] + " " + each[1] + " reject with " + each[2]);
            assertEquals("01 02 22 63 1e 01 61 " + each[3], answer(connect(each[1], 9)), each[2]);
        }
        // Without ICMP: there is no route at all.
        assertEquals("01 02 22 63 1e 01 61 00", answer(connect("203.0.114.1", 9)));
        assertEquals(6, engine.counters().of(Reason.SERVER_UNREACHABLE));
    }

    @Test
    void fullServicesAskToWaitAndHeldConnectionsDoNotCount() throws Exception {
        engine.apply(EngineConfigs.config(service(EngineConfigs.limits(1, 1_000, EngineConfigs.SOURCE_LIMITS))));
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        try (MptcpPeer first = send(connect(ProxyTopology.SERVER4, server.port()))) {
            first.readAnswer();
            assertEquals("01 02 22 63 1e 01 40 1e", answer(connect(ProxyTopology.SERVER4, 9)));
            assertEquals(1, engine.counters().of(Reason.CONVERSIONS_MAX));
        }
        Conditions.await(() -> engine.active("concentrator") == 0);
        assertEquals("01 02 22 63 1e 01 60 00", answer(connect(ProxyTopology.SERVER4, 9)), "there is room again");
    }

    @Test
    void aCustomerHearsNoMoreErrorsThanItsRate() throws Exception {
        var source = new SourceLimitConfig(100, 100, 1_000, 2, 64);
        engine.apply(EngineConfigs.config(service(EngineConfigs.limits(100, 100, source))));
        int told = 0;
        for (int i = 0; i < 12; i++) {
            try {
                answer("03 01 22 63");
                told++;
            } catch (ErrnoException e) {
                assertTrue(e.getMessage().contains("ECONNRESET"), e.getMessage());
            }
        }
        assertTrue(told >= 2 && engine.counters().of(Reason.ERROR_RATE) == 12 - told, "told " + told);
    }

    @Test
    void aCookieIsGivenAndTaken() throws Exception {
        ServiceConfig open = service(EngineConfigs.LIMITS);
        engine.apply(EngineConfigs.config(withCookie(open, new CookieConfig(true, Duration.ofMinutes(1)))));
        String request = connect(ProxyTopology.SERVER4, 9);
        String missing = answer(request).replace(" ", "");
        assertTrue(missing.startsWith("010622631e050300") && missing.length() == 48, missing);
        String cookie = "16050000" + missing.substring(16);
        String asked = "010b2263" + request.substring(8);
        assertEquals("01 02 22 63 1e 01 60 00", answer(asked + cookie), "as far as the server, which refuses");
        assertEquals("01 02 22 63 1e 01 20 00", answer(asked + "16050000" + "00".repeat(16)));
        byte[] element = HexFormat.of().parseHex("faa8faa8000a0001c633640a00090000");
        try (MptcpPeer peer = MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, element)) {
            assertThrows(ErrnoException.class, peer::readAll);
        }
        assertEquals(2, engine.counters().of(Reason.COOKIE_MISSING));
        assertEquals(1, engine.counters().of(Reason.COOKIE_INVALID));
    }

    private static ServiceConfig withCookie(ServiceConfig s, CookieConfig cookie) {
        var e = s.explicit().orElseThrow();
        var explicit = new ServiceConfig.Explicit(
                e.addresses(), e.port(), e.joinPort(), e.joinAddresses(), e.announce(), e.anyPort(), cookie);
        return new ServiceConfig(
                s.name(),
                s.enabled(),
                s.role(),
                java.util.Optional.of(explicit),
                s.intercept(),
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
                s.authorization());
    }

    @Test
    void aSlowReceiverCostsNoMoreMemoryThanTheLimitAndLosesNothing() throws Exception {
        LimitConfig tight = new LimitConfig(100, 100, 256, 256, 1, 30, EngineConfigs.SOURCE_LIMITS);
        engine.apply(EngineConfigs.config(service(tight)));
        byte[] down = new byte[3_000_000];
        new java.util.Random(1).nextBytes(down);
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getOutputStream().write(down);
            return null;
        });
        var other = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getOutputStream().write(down);
            return null;
        });
        try (MptcpPeer slow = send(connect(ProxyTopology.SERVER4, server.port()));
                MptcpPeer slower = send(connect(ProxyTopology.SERVER4, other.port()))) {
            Conditions.await(() -> engine.counters().of(Reason.STASH_MAX) > 0);
            slow.readAnswer();
            slower.readAnswer();
            assertArrayEquals(down, slow.readAll());
            assertArrayEquals(down, slower.readAll());
        }
    }
}
