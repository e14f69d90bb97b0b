package io.braid.engine.linux.netlink;

import static io.braid.engine.testing.ProxyTopology.MCP4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TestSockets;
import io.braid.engine.testing.ProxyTopology;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PathEventsTest {
    private static final InetSocketAddress SERVICE = new InetSocketAddress(MCP4, 5001);

    /** After an overrun the kernel drops silently until its queue is read; a word said earlier left the next event out. */
    @Test
    void eventsLostByASlowListenerAreSaidAndTheNextOnesCome() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch overrun = new CountDownLatch(1);
        RecordedEvents recorded = new RecordedEvents() {
            @Override
            public void event(PathEvent event) {
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.event(event);
            }

            @Override
            public void overrun() {
                overrun.countDown();
            }
        };
        try (ProxyTopology net = ProxyTopology.create();
                PathEvents _ = PathEvents.in(net.mcp().netNs(), recorded, 4096)) {
            int service = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, 5001);
            for (int i = 0; i < 20; i++) {
                connectOnce(net, service);
            }
            slow.countDown();
            assertTrue(overrun.await(10, TimeUnit.SECONDS));
            int token = connectOnce(net, service);
            recorded.await(PathEvent.Type.ESTABLISHED, e -> e.token() == token);
            StreamSocket.close(service);
        }
    }

    private static int connectOnce(ProxyTopology net, int service) throws Exception {
        int host = TestSockets.connect(net.client().netNs(), Protocol.MPTCP, "10.1.0.2", SERVICE);
        int leg = TestSockets.accept(service);
        int token = MptcpInfo.of(leg).token();
        StreamSocket.close(host);
        StreamSocket.close(leg);
        return token;
    }

    @Test
    void aSubscriptionGoesOnUnderANewOwnerAndNothingIsLostBetween() throws Exception {
        RecordedEvents before = new RecordedEvents();
        RecordedEvents after = new RecordedEvents();
        try (ProxyTopology net = ProxyTopology.create()) {
            PathEvents old = net.mcp().netNs().pathEvents(before);
            int service = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, 5001);
            assertEquals(SERVICE, before.await(PathEvent.Type.LISTENER_CREATED).local());
            int fd = old.release();
            int token = connectOnce(net, service);
            try (PathEvents _ = PathEvents.adopt(fd, after)) {
                assertEquals(token, after.await(PathEvent.Type.ESTABLISHED).token());
            }
            StreamSocket.close(service);
        }
    }

    /** LISTENER_CREATED comes before any of a connection, CREATED before ESTABLISHED. */
    @Test
    void kindsThatNobodyWantsDoNotCome() throws Exception {
        List<PathEvent.Type> came = new CopyOnWriteArrayList<>();
        RecordedEvents recorded = new RecordedEvents() {
            @Override
            public Set<PathEvent.Type> kinds() {
                return EnumSet.of(PathEvent.Type.ESTABLISHED, PathEvent.Type.CLOSED);
            }

            @Override
            public void event(PathEvent event) {
                came.add(event.type());
                super.event(event);
            }
        };
        try (ProxyTopology net = ProxyTopology.create();
                PathEvents _ = net.mcp().netNs().pathEvents(recorded)) {
            int service = TestSockets.listen(net.mcp().netNs(), Protocol.MPTCP, MCP4, 5001);
            int token = connectOnce(net, service);
            recorded.await(PathEvent.Type.CLOSED, e -> e.token() == token);
            assertEquals(List.of(PathEvent.Type.ESTABLISHED, PathEvent.Type.CLOSED), came);
            StreamSocket.close(service);
        }
    }

    @Test
    void closingEndsTheThreadAtOnce() throws Exception {
        try (ProxyTopology net = ProxyTopology.create()) {
            PathEvents events = net.mcp().netNs().pathEvents(new RecordedEvents());
            long start = System.nanoTime();
            events.close();
            assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(2)) < 0);
        }
    }
}
