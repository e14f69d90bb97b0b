package io.braid.engine.linux.netlink;

import static io.braid.engine.testing.ProxyTopology.MCP4;
import static io.braid.engine.testing.ProxyTopology.MCP6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TestSockets;
import io.braid.engine.linux.Errno;
import io.braid.engine.testing.ProxyTopology;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows S7.1, S7.2: the MCP decides per connection which subflows there are and how they are used. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PathManagerTest {
    private static final int SERVICE_PORT = 5001;
    private static final int JOIN_PORT = 5002;
    private static final InetSocketAddress SERVICE = new InetSocketAddress(MCP4, SERVICE_PORT);
    private static final InetSocketAddress JOIN = new InetSocketAddress(MCP4, JOIN_PORT);

    @Test
    void anAnnouncedAddressBringsAJoinThatCanBeDemotedPromotedAndWithdrawn() throws Exception {
        RecordedEvents events = new RecordedEvents();
        RecordedEvents atClient = new RecordedEvents();
        try (ProxyTopology net = ProxyTopology.create()) {
            net.mcp().sysctl("net.mptcp.path_manager", "userspace");
            net.mcp().sysctl("net.mptcp.allow_join_initial_addr_port", "0");
            net.client().ip("mptcp", "limits", "set", "subflows", "4", "add_addr_accepted", "4");
            net.client().ip("mptcp", "endpoint", "add", "10.2.0.2", "dev", "c2", "subflow", "fullmesh");
            try (PathEvents _ = net.mcp().netNs().pathEvents(events);
                    PathEvents _ = net.client().netNs().pathEvents(atClient);
                    PathManager paths = net.mcp().netNs().pathManager()) {
                int service = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, SERVICE_PORT);
                int join = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, JOIN_PORT);
                int host = TestSockets.connect(net.client().netNs(), Protocol.MPTCP, "10.1.0.2", SERVICE);
                int leg = TestSockets.accept(service);
                int token = MptcpInfo.of(leg).token();
                PathEvent established = events.await(PathEvent.Type.ESTABLISHED);
                assertEquals(token, established.token());
                assertTrue(established.serverSide());
                assertEquals(SERVICE, established.local());
                assertEquals(StreamSocket.localAddress(host), established.remote());

                paths.announce(token, InetAddress.getByName(MCP4), 5, JOIN_PORT);
                PathEvent announced = atClient.await(PathEvent.Type.ANNOUNCED);
                assertEquals(JOIN, announced.remote());
                assertEquals(5, announced.remoteId());
                PathEvent joined = events.await(PathEvent.Type.SUBFLOW_ESTABLISHED);
                assertEquals(token, joined.token());
                assertEquals(JOIN, joined.local());
                assertEquals("10.2.0.2", joined.remote().getAddress().getHostAddress());
                assertFalse(joined.backup());
                assertEquals(2, MptcpInfo.subflows(leg).size());

                for (boolean backup : new boolean[] {true, false}) {
                    paths.setBackup(token, JOIN, joined.remote(), backup);
                    PathEvent priority = atClient.await(PathEvent.Type.SUBFLOW_PRIORITY);
                    assertEquals(backup, priority.backup());
                    assertEquals(joined.remote(), priority.local());
                    paths.setBackup(token, SERVICE, established.remote(), backup);
                    priority = atClient.await(PathEvent.Type.SUBFLOW_PRIORITY);
                    assertEquals(backup, priority.backup());
                    assertEquals(established.remote(), priority.local());
                }

                paths.remove(token, 5);
                assertEquals(5, atClient.await(PathEvent.Type.REMOVED).remoteId());
                paths.destroySubflow(token, JOIN, joined.remote());
                PathEvent closed = events.await(PathEvent.Type.SUBFLOW_CLOSED);
                assertEquals(joined.remote(), closed.remote());
                TestSockets.send(host, "still here");
                assertEquals("still here", TestSockets.receive(leg));

                StreamSocket.close(host);
                StreamSocket.close(leg);
                StreamSocket.close(service);
                StreamSocket.close(join);
                events.await(PathEvent.Type.CLOSED, e -> e.token() == token);
            }
        }
    }

    @Test
    void subflowsOfAnOutgoingConnectionAreCreatedAndDestroyedOneByOne() throws Exception {
        RecordedEvents atClient = new RecordedEvents();
        RecordedEvents atMcp = new RecordedEvents();
        try (ProxyTopology net = ProxyTopology.create()) {
            net.client().sysctl("net.mptcp.path_manager", "userspace");
            net.mcp().sysctl("net.mptcp.path_manager", "userspace");
            net.mcp().sysctl("net.mptcp.allow_join_initial_addr_port", "0");
            try (PathEvents _ = net.client().netNs().pathEvents(atClient);
                    PathEvents _ = net.mcp().netNs().pathEvents(atMcp);
                    PathManager cpe = net.client().netNs().pathManager();
                    PathManager mcp = net.mcp().netNs().pathManager()) {
                int service = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, SERVICE_PORT);
                int host = TestSockets.connect(net.client().netNs(), Protocol.MPTCP, "10.1.0.2", SERVICE);
                int leg = TestSockets.accept(service);
                int token = MptcpInfo.of(host).token();
                // The connecting side is fully established once the peer acknowledged data (RFC 8684 §3.1).
                TestSockets.send(host, "x");
                assertEquals("x", TestSockets.receive(leg));
                assertTrue(atClient.await(PathEvent.Type.ESTABLISHED).denyJoinInitial());

                cpe.createSubflow(token, InetAddress.getByName("10.2.0.2"), 2, 0, SERVICE);
                PathEvent created = atClient.await(PathEvent.Type.SUBFLOW_ESTABLISHED);
                assertEquals("10.2.0.2", created.local().getAddress().getHostAddress());
                assertEquals(SERVICE, created.remote());
                PathEvent joined = atMcp.await(PathEvent.Type.SUBFLOW_ESTABLISHED);
                assertEquals(created.local(), joined.remote());

                cpe.destroySubflow(token, created.local(), SERVICE);
                assertEquals(created.local(), atClient.await(PathEvent.Type.SUBFLOW_CLOSED).local());
                assertEquals(created.local(), atMcp.await(PathEvent.Type.SUBFLOW_CLOSED).remote());

                // The accepting side can close any subflow as well, the initial one included.
                cpe.createSubflow(token, InetAddress.getByName("10.2.0.2"), 2, 0, SERVICE);
                PathEvent again = atMcp.await(PathEvent.Type.SUBFLOW_ESTABLISHED);
                mcp.destroySubflow(MptcpInfo.of(leg).token(), SERVICE, StreamSocket.localAddress(host));
                assertEquals(
                        StreamSocket.localAddress(host),
                        atMcp.await(PathEvent.Type.SUBFLOW_CLOSED).remote());
                TestSockets.send(leg, "by the second path");
                assertEquals("by the second path", TestSockets.receive(host));
                mcp.destroySubflow(MptcpInfo.of(leg).token(), SERVICE, again.remote());
                StreamSocket.close(host);
                StreamSocket.close(leg);
                StreamSocket.close(service);
            }
        }
    }

    @Test
    void anIpv6ConnectionTakesSubflowsOfBothFamilies() throws Exception {
        RecordedEvents atClient = new RecordedEvents();
        InetSocketAddress service6 = new InetSocketAddress(MCP6, SERVICE_PORT);
        try (ProxyTopology net = ProxyTopology.create()) {
            net.client().sysctl("net.mptcp.path_manager", "userspace");
            net.mcp().sysctl("net.mptcp.path_manager", "userspace");
            try (PathEvents _ = net.client().netNs().pathEvents(atClient);
                    PathEvents _ = net.mcp().netNs().pathEvents(new RecordedEvents());
                    PathManager cpe = net.client().netNs().pathManager();
                    PathManager mcp = net.mcp().netNs().pathManager()) {
                int six = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP6, SERVICE_PORT);
                int four = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, JOIN_PORT);
                int host = TestSockets.connect(net.client().netNs(), Protocol.MPTCP, "fd01::2", service6);
                int leg = TestSockets.accept(six);
                int token = MptcpInfo.of(host).token();
                TestSockets.send(host, "x");
                assertEquals("x", TestSockets.receive(leg));
                atClient.await(PathEvent.Type.ESTABLISHED);
                // Registers the listener of the other port and family for this connection.
                mcp.announce(MptcpInfo.of(leg).token(), InetAddress.getByName(MCP4), 7, JOIN_PORT);

                for (String from : new String[] {"fd02::2", "10.2.0.2"}) {
                    InetSocketAddress to = from.contains(":") ? service6 : JOIN;
                    cpe.createSubflow(token, InetAddress.getByName(from), from.contains(":") ? 2 : 3, 0, to);
                    PathEvent created = atClient.await(PathEvent.Type.SUBFLOW_ESTABLISHED);
                    assertEquals(InetAddress.getByName(from), created.local().getAddress());
                    assertEquals(to, created.remote());
                    cpe.setBackup(token, created.local(), to, true);
                    mcp.destroySubflow(MptcpInfo.of(leg).token(), to, created.local());
                    assertEquals(created.local(), atClient.await(PathEvent.Type.SUBFLOW_CLOSED).local());
                }
                for (int fd : new int[] {host, leg, six, four}) {
                    StreamSocket.close(fd);
                }
            }
        }
    }

    @Test
    void anErrorNamesCommandTokenAndAddress() throws Exception {
        try (ProxyTopology net = ProxyTopology.create();
                PathManager paths = net.mcp().netNs().pathManager()) {
            ErrnoException e = assertThrows(
                    ErrnoException.class, () -> paths.announce(0xabcdef, InetAddress.getByName(MCP4), 5, 80));
            assertEquals(Errno.EINVAL, e.errno());
            assertTrue(e.getMessage().contains("ANNOUNCE token 0x00abcdef 203.0.113.1 port 80 id 5"), e.getMessage());
            assertThrows(ErrnoException.class, () -> paths.destroySubflow(1, SERVICE, JOIN));
            assertThrows(ErrnoException.class, () -> paths.remove(1, 9));
        }
    }
}
