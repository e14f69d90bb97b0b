package io.braid.engine.linux.netlink;

import static io.braid.engine.testing.ProxyTopology.MCP4;
import static io.braid.engine.testing.ProxyTopology.MCP6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TestSockets;
import io.braid.engine.linux.netlink.DiagSocket.State;
import io.braid.engine.testing.ProxyTopology;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SockDiagTest {
    @Test
    void aFourTupleTellsStateMarkAndToken() throws Exception {
        try (ProxyTopology net = ProxyTopology.create();
                SockDiag diag = net.mcp().netNs().sockDiag()) {
            lookup(net, diag, Protocol.TCP, MCP4, "10.1.0.2");
            lookup(net, diag, Protocol.MPTCP, MCP4, "10.1.0.2");
            lookup(net, diag, Protocol.MPTCP, MCP6, "fd01::2");
            InetSocketAddress nobody = new InetSocketAddress(MCP4, 1);
            assertEquals(Optional.empty(), diag.find(nobody, nobody));
        }
    }

    private static void lookup(ProxyTopology net, SockDiag diag, Protocol protocol, String address, String from)
            throws Exception {
        int listener = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, address, 5001);
        int host = TestSockets.connect(
                net.client().netNs(), protocol, from, new InetSocketAddress(address, 5001));
        int leg = TestSockets.accept(listener);
        StreamSocket.set(leg, SocketOption.SO_MARK, 0x112e);
        DiagSocket socket = diag.find(StreamSocket.localAddress(leg), StreamSocket.peerAddress(leg)).orElseThrow();
        assertEquals(State.ESTABLISHED, socket.state());
        assertEquals(0x112e, socket.mark());
        assertEquals(StreamSocket.peerAddress(leg), socket.remote());
        assertEquals(protocol == Protocol.MPTCP ? MptcpInfo.of(leg).token() : 0, socket.token());
        if (protocol == Protocol.MPTCP) {
            List<DiagSocket> connections = diag.list(Protocol.MPTCP, Set.of(State.ESTABLISHED), 10);
            assertTrue(connections.stream().anyMatch(c -> c.remote().equals(socket.remote())), connections::toString);
        }
        StreamSocket.resetOnClose(leg);
        StreamSocket.close(leg);
        StreamSocket.close(host);
        StreamSocket.close(listener);
    }

    @Test
    void aListIsFilteredByStateAndBounded() throws Exception {
        try (ProxyTopology net = ProxyTopology.create();
                SockDiag diag = net.mcp().netNs().sockDiag()) {
            int listener = TestSockets.listen(net.mcp().netNs(), Protocol.TCP, MCP4, 5001);
            int[] sockets = new int[10];
            for (int i = 0; i < sockets.length; i += 2) {
                sockets[i] = TestSockets.connect(
                        net.client().netNs(), Protocol.TCP, "10.1.0.2", new InetSocketAddress(MCP4, 5001));
                sockets[i + 1] = TestSockets.accept(listener);
            }
            assertEquals(5, diag.list(Protocol.TCP, Set.of(State.ESTABLISHED), 100).size());
            assertEquals(2, diag.list(Protocol.TCP, Set.of(State.ESTABLISHED), 2).size());
            List<DiagSocket> listening = diag.list(Protocol.TCP, Set.of(State.LISTEN), 100);
            assertEquals(List.of(new InetSocketAddress(MCP4, 5001)),
                    listening.stream().map(DiagSocket::local).toList());
            for (int socket : sockets) {
                StreamSocket.close(socket);
            }
            StreamSocket.close(listener);
        }
    }
}
