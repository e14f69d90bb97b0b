package io.braid.engine.linux.nft;

import static io.braid.engine.testing.ProxyTopology.MCP4;
import static io.braid.engine.testing.ProxyTopology.MCP6;
import static io.braid.engine.testing.ProxyTopology.SERVER4;
import static io.braid.engine.testing.ProxyTopology.SERVER6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TestSockets;
import io.braid.engine.linux.netlink.MarkRule;
import io.braid.engine.linux.netlink.MarkRule.Family;
import io.braid.engine.linux.netlink.Route;
import io.braid.engine.linux.netlink.Routes;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NftTest {
    private static final NftTable TABLE = NftTable.inet("braid");
    private static final long MARK = 0x8000_0000L;

    /** Rows S5.2.1, S5.2.2: implicit mode, the original destination is kept. */
    @Test
    void aTproxyRuleBringsConnectionsForOtherHostsToAnMptcpListener() throws Exception {
        try (ProxyTopology net = ProxyTopology.create();
                Routes routes = net.mcp().netNs().routes()) {
            for (Family family : Family.values()) {
                routes.add(new MarkRule(family, MARK, MARK, 100, 100), Routes.Mode.STRICT);
                routes.add(Route.allLocal(family, 100), Routes.Mode.STRICT);
            }
            InetAddress mcp4 = InetAddress.getByName(MCP4);
            InetAddress mcp6 = InetAddress.getByName(MCP6);
            net.mcp().netNs().nft().run(List.of(
                    TABLE.add(),
                    TABLE.addChain("pre", "filter", "prerouting", NftTable.MANGLE),
                    TABLE.addRule("pre", NftStatement.differ(
                            NftValue.meta("iifname"), NftValue.any(NftValue.of("m1"), NftValue.of("m2"))),
                            NftStatement.accept()),
                    TABLE.addRule("pre", NftStatement.match(NftValue.fib("type", "daddr"), NftValue.of("local")),
                            NftStatement.accept()),
                    TABLE.addRule("pre", NftStatement.tcp(), NftStatement.transparentSocket(),
                            NftStatement.addMark(MARK), NftStatement.accept()),
                    TABLE.addRule("pre", NftStatement.ipv4(), NftStatement.tcp(), NftStatement.syn(),
                            NftStatement.tproxy(mcp4, 5001), NftStatement.setMark(MARK), NftStatement.accept()),
                    TABLE.addRule("pre", NftStatement.ipv6(), NftStatement.tcp(), NftStatement.syn(),
                            NftStatement.mptcp(), NftStatement.tproxy(mcp6, 5001), NftStatement.setMark(MARK),
                            NftStatement.accept())));
            int four = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, 5001);
            int six = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP6, 5001);

            intercept(net, four, "10.1.0.2", new InetSocketAddress(SERVER4, 8080));
            intercept(net, six, "fd02::2", new InetSocketAddress(SERVER6, 8443));
            StreamSocket.close(four);
            StreamSocket.close(six);
        }
    }

    private static void intercept(ProxyTopology net, int listener, String from, InetSocketAddress to) throws Exception {
        int host = TestSockets.connect(net.client().netNs(), Protocol.MPTCP, from, to);
        int leg = TestSockets.accept(listener);
        assertEquals(to, StreamSocket.localAddress(leg));
        assertEquals(StreamSocket.localAddress(host), StreamSocket.peerAddress(leg));
        assertTrue(StreamSocket.isMptcp(leg));
        TestSockets.send(host, "hello");
        assertEquals("hello", TestSockets.receive(leg));
        StreamSocket.close(host);
        StreamSocket.close(leg);
    }

    @Test
    void setsChangeByElementAndAreReadBack() throws Exception {
        try (TestNet net = new TestNet()) {
            Nft nft = net.host("h").netNs().nft();
            NftValue one = NftValue.concat(NftValue.of("192.0.2.1"), NftValue.of(80));
            NftValue two = NftValue.concat(NftValue.of("192.0.2.2"), NftValue.of(443));
            nft.run(List.of(
                    TABLE.add(),
                    TABLE.addSet("servers", 65536, List.of(), "ipv4_addr", "inet_service"),
                    TABLE.addElements("servers", one, two)));
            nft.run(List.of(TABLE.deleteElements("servers", one)));
            assertEquals(List.of(Map.of("concat", List.of("192.0.2.2", 443))), nft.elements(TABLE, "servers"));
            nft.run(List.of(TABLE.flushSet("servers")));
            assertEquals(List.of(), nft.elements(TABLE, "servers"));
            assertEquals("braid", nft.list("tables").getFirst().get("table").get("name"));
            nft.run(TABLE.clear());
            assertEquals(List.of(), nft.list("tables"));
        }
    }

    @Test
    void chainsOfAServiceComeAndGoWithoutTheRest() throws Exception {
        try (TestNet net = new TestNet()) {
            Nft nft = net.host("h").netNs().nft();
            NftStatement port = NftStatement.match(
                    NftValue.field("tcp", "dport"), NftValue.range(NftValue.of(80), NftValue.of(90)));
            nft.run(List.of(
                    TABLE.add(),
                    TABLE.addChain("pre", "filter", "prerouting", NftTable.MANGLE),
                    TABLE.addChain("service"),
                    TABLE.addRule("service", NftStatement.tcp(), NftStatement.syn(), NftStatement.mpJoin(),
                            NftStatement.counter(), NftStatement.drop()),
                    TABLE.addRule("service", port, NftStatement.reset()),
                    TABLE.addRule("service", NftStatement.leave()),
                    TABLE.addRule("pre", NftStatement.match(NftValue.field("ip", "daddr"),
                            NftValue.prefix(InetAddress.getByName("192.0.2.0"), 24)), NftStatement.jump("service"))));
            assertEquals(4, rules(nft));
            nft.run(List.of(TABLE.flushChain("pre"), TABLE.flushChain("service"), TABLE.deleteChain("service")));
            assertEquals(0, rules(nft));
        }
    }

    private static long rules(Nft nft) throws Exception {
        return nft.list("table", "inet", "braid").stream().filter(e -> e.containsKey("rule")).count();
    }

    @Test
    void aFailureNamesTheCommandAndLeavesNothingBehind() throws Exception {
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("h");
            List<NftCommand> commands = new ArrayList<>();
            commands.add(TABLE.add());
            commands.add(TABLE.addChain("pre", "filter", "prerouting", NftTable.MANGLE));
            commands.add(TABLE.addRule("pre", NftStatement.tcp(), NftStatement.accept()));
            commands.add(TABLE.addRule("nowhere", NftStatement.drop()));
            commands.add(TABLE.addRule("pre", NftStatement.drop()));
            NftException e = assertThrows(NftException.class, () -> host.netNs().nft().run(commands));
            assertEquals(commands.get(3).toString(), e.command());
            assertTrue(e.getMessage().contains("No such file or directory"), e.getMessage());
            assertEquals(List.of(), host.netNs().nft().list("tables"));
        }
    }
}
