package io.braid.engine.intercept;

import io.braid.engine.config.KernelConfig;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.MarkRule;
import io.braid.engine.linux.netlink.MarkRule.Family;
import io.braid.engine.linux.netlink.Route;
import io.braid.engine.linux.netlink.Routes;
import java.io.IOException;

/** Marked packets are this host's, whatever their destination is: one rule and one route for each family. */
public final class LocalRouting implements AutoCloseable {
    /** Before the rules of an operator's own policy routing, after the kernel's local table. */
    private static final int PRIORITY = 100;

    private final Routes routes;
    private final KernelConfig config;

    public LocalRouting(NetNs netns, KernelConfig config) throws IOException {
        this.config = config;
        this.routes = Routes.in(netns);
        try {
            for (Family family : Family.values()) {
                routes.add(rule(family), Routes.Mode.IDEMPOTENT);
                routes.add(Route.allLocal(family, config.routingTable()), Routes.Mode.IDEMPOTENT);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private MarkRule rule(Family family) {
        return new MarkRule(family, config.mark(), config.mark(), config.routingTable(), PRIORITY);
    }

    @Override
    public void close() {
        for (Family family : Family.values()) {
            try {
                routes.delete(rule(family), Routes.Mode.IDEMPOTENT);
                routes.delete(Route.allLocal(family, config.routingTable()), Routes.Mode.IDEMPOTENT);
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(LocalRouting.class)
                        .warn("event=routing-not-removed family={} error=\"{}\"", family, e.getMessage());
            }
        }
        routes.close();
    }
}
