package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig;
import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
            for (ServiceConfig.Endpoint endpoint : config.endpoints()) {
                open.add(Listener.open(netns, endpoint, config.limits()));
            }
        } catch (IOException e) {
            open.forEach(Listener::close);
            throw e;
        }
        return new ServiceListeners(config.name(), open);
    }

    /** What keeps a service from listening where none of the services that are there does. */
    static List<Obstacle> obstacles(NetNs netns, ServiceConfig config, List<ServiceConfig> held) {
        Set<InetSocketAddress> ours = held.stream()
                .flatMap(service -> service.endpoints().stream())
                .map(ServiceConfig.Endpoint::address)
                .collect(Collectors.toSet());
        return config.endpoints().stream()
                .filter(endpoint -> !ours.contains(endpoint.address()))
                .flatMap(endpoint -> Listener.obstacle(netns, config.name(), endpoint).stream())
                .toList();
    }

    /** Whether two snapshots of a service listen alike, so that listeners can stay. */
    static boolean same(ServiceConfig a, ServiceConfig b) {
        return a.enabled() == b.enabled()
                && a.endpoints().equals(b.endpoints())
                && a.limits().listensLike(b.limits());
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
