package io.braid.lab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks stand up quickly, are what was asked for, and leave nothing behind. */
@Timeout(60)
class NetworkTest {
    private static Network pair() {
        Network network = new Network();
        network.cable(
                "lan",
                new Port("left", "lan0", "10.1.0.1/24", "fd01::1/64"),
                new Port("right", "lan1", "10.1.0.2/24", "fd01::2/64"),
                Shape.of(0, 1));
        return network;
    }

    @Test
    void isReachableAtOnceOverBothFamilies() throws IOException {
        long begin = System.nanoTime();
        try (Network network = pair()) {
            network.up();
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertTrue(seconds < 3, "took " + seconds + " s");
            try (TrafficServer server = TrafficServer.tcp(network.host("right"), 8080)) {
                for (String address : List.of("10.1.0.2", "fd01::2")) {
                    Exchange exchange = TrafficClient.run(
                            Dialers.tcp(network.host("left")),
                            new InetSocketAddress(address, 8080),
                            server,
                            Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
                    assertTrue(exchange.wholeDown() && exchange.wholeUp(), exchange::story);
                }
            }
            assertEquals("reno", network.host("left").readSysctl("net.ipv4.tcp_congestion_control"));
        }
    }

    @Test
    void leavesNoNamespaceBehind() throws IOException {
        String name;
        try (Network network = pair()) {
            network.up();
            name = network.host("left").namespace();
            assertTrue(Files.exists(Path.of("/run/netns", name)));
        }
        assertFalse(Files.exists(Path.of("/run/netns", name)));
    }

    @Test
    void leftoversOfADeadRunAreRemovedAndLivingRunsStay() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String leftover = new RunId(dead.pid(), 1).prefix() + "-1-host";
        Command.run("ip", "netns", "add", leftover);
        Process orphan = new ProcessBuilder("ip", "netns", "exec", leftover, "sleep", "60").start();
        try (Network living = pair()) {
            living.up();
            while (Command.run("ip", "netns", "pids", leftover).isBlank()) {
                Thread.onSpinWait();
            }
            List<String> removed = Leftovers.sweep();
            assertTrue(removed.contains(leftover), removed::toString);
            assertFalse(removed.contains(living.host("left").namespace()), removed::toString);
            assertTrue(Files.exists(Path.of("/run/netns", living.host("left").namespace())));
            assertFalse(Files.exists(Path.of("/run/netns", leftover)));
            orphan.waitFor();
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void aRunIsToldByProcessAndStartTime() {
        RunId own = RunId.own();
        assertEquals(own, RunId.of(own.prefix() + "-3-cpe").orElseThrow());
        assertTrue(own.alive());
        assertFalse(new RunId(own.pid(), own.start() + 1).alive());
        assertTrue(RunId.of("braid-of-somebody-else").isEmpty());
    }
}
