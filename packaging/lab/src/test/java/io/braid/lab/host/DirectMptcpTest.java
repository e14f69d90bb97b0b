package io.braid.lab.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.lab.capture.Capture;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two MPTCP hosts of the lab use two links at once: what the lab can show without any conversion point. */
@Timeout(60)
class DirectMptcpTest {
    @TempDir
    private Path folder;

    @Test
    void twoLinksCarryMoreThanEither() throws IOException {
        try (Network network = new Network()) {
            network.cable(
                    "dsl",
                    new Port("client", "wan1", "10.1.0.2/24", "fd01::2/64"),
                    new Port("server", "net1", "10.1.0.1/24", "fd01::1/64"),
                    Shape.of(60, 10));
            network.cable(
                    "lte",
                    new Port("client", "wan2", "10.2.0.2/24", "fd02::2/64"),
                    new Port("server", "net2", "10.2.0.1/24", "fd02::1/64"),
                    Shape.of(40, 30));
            network.host("client")
                    .ip("route add 10.2.0.0/24 dev wan2 src 10.2.0.2 table 2")
                    .ip("route add default via 10.2.0.1 dev wan2 table 2")
                    .ip("rule add from 10.2.0.2 lookup 2")
                    .ip("mptcp limits set subflows 4 add_addr_accepted 4")
                    .ip("mptcp endpoint add 10.2.0.2 dev wan2 subflow");
            network.up();
            Capture second = network.add(
                    Capture.start(network.host("client"), "wan2", Filter.CONTROL, folder.resolve("wan2.pcapng")));
            Exchange exchange;
            try (TrafficServer server = TrafficServer.mptcp(network.host("server"), 8080)) {
                exchange = TrafficClient.run(
                        Dialers.mptcp(network.host("client")),
                        new InetSocketAddress("10.1.0.1", 8080),
                        server,
                        Request.download(50_000_000));
            }
            assertTrue(exchange.wholeDown(), exchange::story);
            double rate = exchange.received().mbitPerSecond();
            assertTrue(rate > 75 && rate <= 105, rate + " Mbit/s of 100");
            Packets packets = Packets.of(second);
            assertEquals(Set.of("10.2.0.2"), packets.sources(p -> p.isSyn() && p.has(Packet.MP_JOIN)));
        }
    }
}
