package io.braid.bench.bed;

import io.braid.lab.link.Shape;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One client and one server, and a way of equal length between them for each relay that is compared:
 *
 * <pre>
 *             .--[ front  middle 0  back ]--.
 *   client ---+--[ front  middle 1  back ]--+--- server
 *             '--[ front  middle 2  back ]--'
 * </pre>
 *
 * Relays do not share a namespace, since Braid owns the sysctls of its own and hears the events of every MPTCP connection
 * in it. Cables are bare veth pairs without a rate or delay; the hosts of the lab pin congestion control, buffer sizes and
 * packet steering.
 */
public final class Bed implements AutoCloseable {
    private final Network network = new Network();
    private final Host client = network.host("client");
    private final Host server = network.host("server");
    private final Map<String, Middle> middles = new LinkedHashMap<>();

    /** Sets the network up, with a way for each of these names. */
    public Bed(List<String> names) throws IOException {
        for (String name : names) {
            add(name, middles.size());
        }
        // Thousands of connections a second: their ports must last, and be free again after a second.
        for (Host host : network.hosts()) {
            host.sysctl("net.ipv4.ip_local_port_range", "10240 65535").sysctl("net.ipv4.tcp_tw_reuse", "1");
        }
        try {
            network.up();
        } catch (IOException e) {
            network.close();
            throw e;
        }
    }

    private void add(String name, int n) {
        Middle middle = new Middle(network.host(name).router(), n);
        middles.put(name, middle);
        network.cable(
                "front" + n,
                new Port("client", "way" + n, "10.%d.1.1/24".formatted(n), "fd00:%d:1::1/64".formatted(n)),
                new Port(name, Middle.FRONT, middle.frontAddress() + "/24", "fd00:%d:1::2/64".formatted(n)),
                Shape.NONE);
        network.cable(
                "back" + n,
                new Port(name, Middle.BACK, "10.%d.2.2/24".formatted(n), "fd00:%d:2::2/64".formatted(n)),
                new Port("server", "way" + n, "10.%d.2.1/24".formatted(n), "fd00:%d:2::1/64".formatted(n)),
                Shape.NONE);
        client.ip("route add 10.%d.2.0/24 via %s".formatted(n, middle.frontAddress()));
        server.ip("route add 10.%d.1.0/24 via 10.%d.2.2".formatted(n, n));
    }

    public Host client() {
        return client;
    }

    public Host server() {
        return server;
    }

    /** The way of this name. */
    public Middle middle(String name) {
        return middles.get(name);
    }

    /** Takes charge of a thing that must end before the network does. */
    public <T extends AutoCloseable> T add(T thing) {
        return network.add(thing);
    }

    @Override
    public void close() {
        network.close();
    }
}
