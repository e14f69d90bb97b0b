package io.braid.engine.linux;

import static io.braid.engine.testing.ProxyTopology.MCP4;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.testing.ProxyTopology;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FdChannelTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void anMptcpConnectionSurvivesItsFirstOwner(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("handover");
        try (ProxyTopology net = ProxyTopology.create();
                FdChannel listener = FdChannel.listen(path);
                FdChannel old = FdChannel.connect(path);
                FdChannel young = listener.accept(LIMIT)) {
            int service = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, 5001);
            int host = TestSockets.connect(
                    net.client().netNs(), Protocol.MPTCP, "10.1.0.2", new InetSocketAddress(MCP4, 5001));
            int leg = TestSockets.accept(service);
            int token = MptcpInfo.of(leg).token();
            TestSockets.send(host, "before");
            assertEquals("before", TestSockets.receive(leg));

            old.send("leg".getBytes(StandardCharsets.US_ASCII), new int[] {leg, service}, LIMIT);
            StreamSocket.close(leg);
            StreamSocket.close(service);

            FdChannel.Received received = young.receive(LIMIT);
            assertEquals("leg", new String(received.bytes(), StandardCharsets.US_ASCII));
            assertEquals(2, received.descriptors().length);
            int taken = received.descriptors()[0];
            assertEquals(token, MptcpInfo.of(taken).token());
            TestSockets.send(host, "after");
            assertEquals("after", TestSockets.receive(taken));
            TestSockets.send(taken, "answer");
            assertEquals("answer", TestSockets.receive(host));
            for (int fd : received.descriptors()) {
                StreamSocket.close(fd);
            }
            StreamSocket.close(host);
        }
    }

    @Test
    void messagesKeepTheirBoundariesUpToTheLimits() throws Exception {
        List<FdChannel> ends = FdChannel.pair();
        try (FdChannel one = ends.getFirst();
                FdChannel two = ends.getLast()) {
            byte[] large = new byte[FdChannel.BYTES_MAX];
            Arrays.fill(large, (byte) 7);
            int socket = NetNs.current().stream(Protocol.TCP);
            int[] many = new int[FdChannel.DESCRIPTORS_MAX];
            Arrays.fill(many, socket);
            one.send(new byte[] {1}, new int[0], LIMIT);
            one.send(large, many, LIMIT);
            FdChannel.Received first = two.receive(LIMIT);
            assertArrayEquals(new byte[] {1}, first.bytes());
            assertEquals(0, first.descriptors().length);
            FdChannel.Received second = two.receive(LIMIT);
            assertArrayEquals(large, second.bytes());
            assertEquals(many.length, second.descriptors().length);
            for (int fd : second.descriptors()) {
                assertNotEquals(socket, fd);
                StreamSocket.close(fd);
            }
            StreamSocket.close(socket);

            ErrnoException silent = assertThrows(ErrnoException.class, () -> two.receive(Duration.ofMillis(20)));
            assertEquals(Errno.ETIMEDOUT, silent.errno());
            assertThrows(IllegalArgumentException.class, () -> one.send(new byte[0], new int[0], LIMIT));
        }
    }

    @Test
    void theEndOfTheOtherSideIsSeen() throws Exception {
        List<FdChannel> ends = FdChannel.pair();
        ends.getFirst().close();
        try (FdChannel two = ends.getLast()) {
            assertTrue(two.receive(LIMIT).isEnd());
        }
    }
}
