package io.braid.lab.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.lab.capture.Capture;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.net.Cable;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An emulated link has the rate, the delay and the loss it was asked for. */
@Timeout(60)
class LinkTest {
    private static final int PORT = 8080;

    @TempDir
    private Path folder;

    private final Network network = new Network();

    private Cable link(Shape shape) throws IOException {
        Cable cable = network.cable(
                "dsl",
                new Port("left", "wan0", "10.1.0.1/24", "fd01::1/64"),
                new Port("right", "wan1", "10.1.0.2/24", "fd01::2/64"),
                shape);
        network.up();
        return cable;
    }

    @Test
    void carriesItsRateBothWaysAndNoMore() throws IOException {
        try (network) {
            link(Shape.of(60, 10));
            try (TrafficServer server = TrafficServer.tcp(network.host("right"), PORT)) {
                for (String address : new String[] {"10.1.0.2", "fd01::2"}) {
                    Exchange down = run(server, address, Request.download(30_000_000));
                    assertTrue(down.wholeDown(), down::story);
                    assertRate(60, down.received().mbitPerSecond());
                }
                Exchange up = run(server, "10.1.0.2", Request.upload(30_000_000));
                assertTrue(up.wholeUp(), up::story);
                assertRate(60, up.served().received().mbitPerSecond());
            }
        }
    }

    private Exchange run(TrafficServer server, String address, Request request) throws IOException {
        return TrafficClient.run(
                Dialers.tcp(network.host("left")), new InetSocketAddress(address, PORT), server, request);
    }

    private static void assertRate(double mbit, double measured) {
        assertTrue(measured >= 0.9 * mbit && measured <= 1.05 * mbit, measured + " Mbit/s of " + mbit);
    }

    @Test
    void delaysEveryFrameBothWays() throws IOException {
        try (network) {
            Cable cable = link(Shape.of(60, 10));
            Capture capture = network.add(
                    Capture.start(network.host("left"), cable.a().name(), Filter.ALL, folder.resolve("left.pcapng")));
            try (TrafficServer server = TrafficServer.tcp(network.host("right"), PORT)) {
                for (int i = 0; i < 5; i++) {
                    run(server, "10.1.0.2", Request.download(1000));
                }
            }
            Packets packets = Packets.of(capture);
            assertEquals(5, packets.count(Packet::isSyn));
            for (Packet answer : packets.list(Packet::isSynAck)) {
                double sent = packets.list(p -> p.isSyn() && p.sourcePort() == answer.destinationPort())
                        .getFirst()
                        .time();
                double rttMs = (answer.time() - sent) * 1000;
                assertTrue(rttMs >= 20 && rttMs < 40, rttMs + " ms of 20");
            }
        }
    }

    @Test
    void losesItsShare() throws IOException {
        try (network) {
            Cable cable = link(Shape.of(0, 1).withLoss(0.02));
            try (TrafficServer server = TrafficServer.tcp(network.host("right"), PORT)) {
                Exchange up = run(server, "10.1.0.2", Request.upload(15_000_000));
                assertTrue(up.wholeUp(), up::story);
            }
            LinkCounters down = cable.forwarder().orElseThrow().down();
            double share = (double) down.lost() / (down.lost() + down.forwarded());
            // Some 10,000 frames: four standard deviations around 2 %.
            assertTrue(share > 0.0144 && share < 0.0256, down + " is a share of " + share);
        }
    }

    @Test
    void canBeCutAndMended() throws IOException {
        try (network) {
            Cable cable = link(Shape.of(60, 5));
            try (TrafficServer server = TrafficServer.tcp(network.host("right"), PORT)) {
                network.setUp(cable, false);
                org.junit.jupiter.api.Assertions.assertThrows(
                        IOException.class, () -> run(server, "10.1.0.2", Request.download(1000)));
                network.setUp(cable, true);
                assertTrue(run(server, "10.1.0.2", Request.download(1000)).wholeDown());
            }
        }
    }
}
