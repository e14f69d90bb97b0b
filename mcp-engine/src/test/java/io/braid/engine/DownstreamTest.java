package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.relay.Conversion;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A concentrator with kernel MPTCP hosts on one side and plain TCP servers on the other (S2-c, S5.2.1). */
@Timeout(60)
class DownstreamTest {

    private ProxyTopology lab;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        lab = ProxyTopology.create();
        lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
        engine = Engine.start(
                lab.mcp().netNs(),
                EngineConfigs.downstream(Mode.OWN_ADDRESS, ProxyTopology.MCP4, ProxyTopology.MCP6));
    }

    @AfterEach
    void stop() {
        engine.close();
        lab.close();
    }

    private static byte[] connect(String address, int port) {
        return ConversionRequest.connect(InetAddress.ofLiteral(address), port).encode();
    }

    /** A message with nothing but the server's options, its MSS first (RFC 8803 §4.2.6). */
    private static void assertAccepted(byte[] answer) {
        String hex = HexFormat.of().formatHex(answer);
        String words = "%02x".formatted(answer.length / 4);
        String rest = "%02x".formatted(answer.length / 4 - 1);
        assertTrue(hex.startsWith("01" + words + "2263" + "14" + rest + "0000" + "020405"), hex);
    }

    @Test
    void requestInTheSynReachesTheServerAndTheAnswerComesFirst() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            byte[] got = socket.getInputStream().readNBytes(5);
            socket.getOutputStream().write("world".getBytes());
            return new String(got) + socket.getInetAddress().getHostAddress();
        });
        try (MptcpPeer peer = MptcpPeer.connect(
                lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(ProxyTopology.SERVER4, server.port()))) {
            peer.write("hello".getBytes());
            assertAccepted(peer.readAnswer());
            assertEquals("world", new String(peer.read(5)));
            assertTrue(StreamSocket.isMptcp(peer.fd()));
        }
        assertEquals("hello10.9.0.1", server.await());
    }

    @Test
    void oneConversionIsFoundAndClearedAndTheOthersGoOn() throws Exception {
        var first = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        var second = PlainHost.serve(
                lab.server(), ProxyTopology.SERVER4, socket -> new String(socket.getInputStream().readAllBytes()));
        try (MptcpPeer cleared = MptcpPeer.connect(
                        lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(ProxyTopology.SERVER4, first.port()));
                MptcpPeer other = MptcpPeer.connect(
                        lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(ProxyTopology.SERVER4, second.port()))) {
            cleared.readAnswer();
            other.readAnswer();
            List<Long> ids = engine.conversions().read(Conversion::id).toList();
            assertEquals(2, ids.size());
            long id = engine.conversions()
                    .read(c -> Map.entry(c.destination().orElseThrow().getPort(), c.id()))
                    .filter(entry -> entry.getKey() == first.port())
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            assertEquals(Optional.of(id), engine.conversions().read(id, Conversion::id));
            assertTrue(engine.conversions().clear(id));
            assertThrows(java.net.SocketException.class, first::await);
            assertFalse(engine.conversions().clear(id));
            assertFalse(engine.conversions().clear(-1));
            assertEquals(Optional.empty(), engine.conversions().read(id, Conversion::id));
            assertEquals(1, engine.counters().of(Reason.CLEARED));
            other.write("abc".getBytes());
            other.endOutput();
            assertEquals("abc", second.await());
        }
    }

    @Test
    void mixedFamiliesAndDataBehindTheRequest() throws Exception {
        var server = PlainHost.serve(
                lab.server(), ProxyTopology.SERVER4, socket -> new String(socket.getInputStream().readAllBytes()));
        byte[] request = connect(ProxyTopology.SERVER4, server.port());
        byte[] both = Arrays.copyOf(request, request.length + 3);
        System.arraycopy("abc".getBytes(), 0, both, request.length, 3);
        try (MptcpPeer peer = MptcpPeer.connect(lab.client(), ProxyTopology.MCP6, EngineConfigs.PORT, both)) {
            assertAccepted(peer.readAnswer());
            peer.endOutput();
            assertEquals("abc", server.await());
            assertEquals(0, peer.readAll().length);
        }
    }

    @Test
    void plainTcpClientMayAskInItsFirstDataByteByByte() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER6, socket -> {
            socket.getOutputStream().write(socket.getInputStream().readNBytes(4));
            return null;
        });
        byte[] request = connect(ProxyTopology.SERVER6, server.port());
        byte[] answer = PlainHost.await(PlainHost.connect(
                lab.client(), ProxyTopology.MCP6, EngineConfigs.PORT, socket -> {
                    socket.setTcpNoDelay(true);
                    for (byte b : request) {
                        socket.getOutputStream().write(b);
                    }
                    socket.getOutputStream().write("ping".getBytes());
                    socket.shutdownOutput();
                    return socket.getInputStream().readAllBytes();
                }));
        int end = 4 * answer[1];
        assertAccepted(Arrays.copyOf(answer, end));
        assertEquals("ping", new String(answer, end, answer.length - end));
    }

    @Test
    void bulkInBothDirectionsArrivesWholeWithHalfClose() throws Exception {
        byte[] up = random(3_000_000, 1);
        byte[] down = random(5_000_000, 2);
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            Thread writer = Thread.startVirtualThread(() -> write(socket, down));
            byte[] got = socket.getInputStream().readAllBytes();
            writer.join();
            return got;
        });
        try (MptcpPeer peer = MptcpPeer.connect(
                lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(ProxyTopology.SERVER4, server.port()))) {
            peer.readAnswer();
            Thread writer = Thread.startVirtualThread(() -> {
                try {
                    peer.write(up);
                    peer.endOutput();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertArrayEquals(down, peer.readAll());
            writer.join();
        }
        assertArrayEquals(up, server.await());
        Conditions.await(() -> engine.active("concentrator") == 0);
        assertEquals(up.length, engine.counters().bytesUp());
        assertEquals(down.length, engine.counters().bytesDown());
        assertEquals(1, engine.counters().of(Reason.ENDED));
    }

    @Test
    void serversResetBecomesTheCustomersReset() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getInputStream().readNBytes(1);
            socket.setSoLinger(true, 0);
            return null;
        });
        try (MptcpPeer peer = MptcpPeer.connect(
                lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(ProxyTopology.SERVER4, server.port()))) {
            peer.readAnswer();
            peer.write(new byte[] {1});
            ErrnoException error = assertThrows(ErrnoException.class, peer::readAll);
            assertTrue(error.getMessage().contains("ECONNRESET"), error.getMessage());
        }
        Conditions.await(() -> engine.active("concentrator") == 0);
        assertEquals(1, engine.counters().of(Reason.SERVER_RESET));
    }

    @Test
    void customersResetBecomesTheServersReset() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getOutputStream().write(1);
            return assertThrows(java.net.SocketException.class, () -> socket.getInputStream().readNBytes(1))
                    .getMessage();
        });
        MptcpPeer peer = MptcpPeer.connect(
                lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(ProxyTopology.SERVER4, server.port()));
        peer.readAnswer();
        peer.read(1);
        peer.reset();
        assertEquals("Connection reset", server.await());
    }

    @Test
    void forbiddenAndRefusedDestinationsAreAnsweredInConvert() throws Exception {
        String[][] cases = {
            {"127.0.0.1", "1e0701"}, // Malformed Message with the echo of 24 bytes
            {"224.0.0.1", "1e0701"},
            {"169.254.1.1", "1e0120"}, // Not Authorized
            {"fe80::1", "1e0120"},
            {"10.9.0.1", "1e0120"}, // the MCP's own
            {ProxyTopology.MCP6, "1e0120"},
            {ProxyTopology.SERVER4, "1e0160"}, // nobody listens on port 9: Connection Reset
        };
        for (String[] each : cases) {
            try (MptcpPeer peer =
                    MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, connect(each[0], 9))) {
                String answer = HexFormat.of().formatHex(peer.readAll());
                assertTrue(answer.startsWith(each[1], 8), each[0] + " answered " + answer);
            }
        }
        Conditions.await(() -> engine.active("concentrator") == 0);
        assertEquals(1, engine.counters().of(Reason.SERVER_REFUSED));
        assertEquals(2, engine.counters().of(Reason.DESTINATION_LINK_LOCAL));
        assertEquals(2, engine.counters().of(Reason.DESTINATION_OWN));
        assertEquals(2, engine.counters().of(Reason.SIGNAL_MALFORMED));
    }

    @Test
    void whatIsNoSignalIsReset() throws Exception {
        try (MptcpPeer peer =
                MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, "GET / HTTP".getBytes())) {
            assertThrows(ErrnoException.class, peer::readAll);
        }
        Conditions.await(() -> engine.counters().of(Reason.NO_SIGNAL) == 1);
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
