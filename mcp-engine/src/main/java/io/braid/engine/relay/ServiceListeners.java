package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig;
import io.braid.engine.linux.NetNs;
import io.braid.engine.relay.Listener.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of one service: open together, or not at all. */
final class ServiceListeners {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceListeners.class);

    private final String service;
    private final List<Listener> listeners;

    private ServiceListeners(String service, List<Listener> listeners) {
        this.service = service;
        this.listeners = listeners;
    }

    /** Opens every listener that the service is configured with. */
    static ServiceListeners open(NetNs netns, ServiceConfig config) throws IOException {
        List<Listener> open = new ArrayList<>();
        try {
            if (config.explicit().isPresent()) {
                ServiceConfig.Explicit explicit = config.explicit().get();
                for (InetAddress address : explicit.addresses()) {
                    open.add(open(netns, config, Purpose.EXPLICIT, address, explicit.port()));
                    open.add(open(netns, config, Purpose.JOIN, address, explicit.joinPort()));
                }
                for (InetAddress address : explicit.joinAddresses()) {
                    open.add(open(netns, config, Purpose.EXPLICIT, address, explicit.port()));
                }
            }
            if (config.intercept().isPresent()) {
                int port = config.intercept().get().port();
                // Bound to loopback, the port is reached through the rules and in no other way.
                open.add(open(netns, config, Purpose.INTERCEPT, InetAddress.ofLiteral("127.0.0.1"), port));
                open.add(open(netns, config, Purpose.INTERCEPT, InetAddress.ofLiteral("::1"), port));
            }
        } catch (IOException e) {
            open.forEach(Listener::close);
            throw e;
        }
        return new ServiceListeners(config.name(), open);
    }

    private static Listener open(
            NetNs netns, ServiceConfig config, Purpose purpose, InetAddress address, int port) throws IOException {
        return Listener.open(netns, purpose, new InetSocketAddress(address, port), config.limits());
    }

    /** Whether two snapshots of a service listen alike, so that listeners can stay. */
    static boolean same(ServiceConfig a, ServiceConfig b) {
        return a.enabled() == b.enabled()
                && a.explicit().equals(b.explicit())
                && a.intercept().equals(b.intercept())
                && a.limits().equals(b.limits());
    }

    /** Every loop accepts from now on. */
    void attach(List<ConversionLoop> loops, Supplier<Service> current) {
        for (Listener listener : listeners) {
            listener.attach(loops, current);
            LOG.info("event=listening service={} address={}", service, listener.address());
        }
    }

    void close() {
        listeners.forEach(Listener::close);
        LOG.info("event=listening-stopped service={}", service);
    }
}
