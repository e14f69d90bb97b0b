package io.braid.lab.net;

import io.braid.lab.link.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ends of cables in a host: receive packet steering and rates. */
final class Veth {
    private static final Logger LOG = LoggerFactory.getLogger(Veth.class);
    private static final int BURST_BYTES_MIN = 16 << 10;
    private static final String NO_STEERING = "no-steering";

    private Veth() {}

    /** Prepares every end in this host with one shell, since each process costs more than all the work. */
    static void furnish(Host host, List<Cable> cables) throws IOException {
        StringBuilder script = new StringBuilder();
        for (Port p : host.ports()) {
            script.append(steering(p.name()));
        }
        for (Cable c : cables) {
            if (c.a().host().equals(host.name())) {
                script.append(shape(c.a().name(), c.down()));
            }
            if (c.b().host().equals(host.name())) {
                script.append(shape(c.b().name(), c.up()));
            }
        }
        if (host.run("sh", "-ec", script.toString()).contains(NO_STEERING)) {
            LOG.info("event=no-packet-steering host={} reason=\"/sys cannot be written here\"", host.name());
        }
    }

    /** Without it a veth delivers on whichever processor sent, and reorders. */
    private static String steering(String name) {
        String mask = Integer.toHexString((1 << Math.min(31, Runtime.getRuntime().availableProcessors())) - 1);
        return "{ echo " + mask + " > /sys/class/net/" + name + "/queues/rx-0/rps_cpus; } 2>/dev/null || echo "
                + NO_STEERING + "\n";
    }

    private static String shape(String name, Shape shape) {
        StringBuilder lines = new StringBuilder();
        if (shape.rateMbit() > 0) {
            // Two milliseconds at a time keep the processor cool and are far below any delay of an access network.
            long burst = Math.max(BURST_BYTES_MIN, (long) (shape.rateMbit() * 125 * 2));
            lines.append(String.format(
                    Locale.ROOT,
                    "tc qdisc replace dev %s root tbf rate %dkbit burst %d latency %dms%n",
                    name,
                    Math.round(shape.rateMbit() * 1000),
                    burst,
                    shape.queueMs()));
        }
        if (shape.loss() > 0) {
            // Loss must hit packets, not bundles of them.
            lines.append("ip link set dev ").append(name).append(" gso_max_segs 1\n");
        }
        return lines.toString();
    }
}
