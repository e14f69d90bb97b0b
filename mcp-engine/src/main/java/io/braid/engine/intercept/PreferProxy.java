package io.braid.engine.intercept;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ImplicitConfig;
import io.braid.engine.config.KernelConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.ProxyNativeMptcp;
import io.braid.engine.config.ServiceConfig.Role;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.bpf.Bpf;
import io.braid.engine.linux.bpf.Bpf.Direction;
import io.braid.engine.path.NetworkView;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches the programs about MP_PREFER_PROXY to the interfaces that need them (draft S5.2.2.1): upstream services in implicit
 * mode insert it, intercepting downstream services look for it. Where the kernel lets nobody load programs, connections of
 * upstream services are not told from those of hosts, and the operator's policy about these decides.
 */
public final class PreferProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PreferProxy.class);

    private record Place(int interfaceIndex, Direction direction) {}

    private final NetNs netns;
    private final NetworkView network;
    private final long mark;
    private final PreferProxyPrograms programs;
    /** Descriptors of the programs, by where they look at packets. */
    private final Map<Direction, Integer> loaded = new HashMap<>();
    /** Descriptors of the links. */
    private final Map<Place, Integer> links = new HashMap<>();

    private Map<Direction, Set<String>> wanted = Map.of();
    private volatile String failure;

    public PreferProxy(NetNs netns, NetworkView network, KernelConfig config) {
        this.netns = netns;
        this.network = network;
        this.mark = config.signalMark();
        this.programs = new PreferProxyPrograms(config.preferProxySubtype(), mark);
    }

    /** The mark of packets whose SYN is to carry the option. */
    public int mark() {
        return (int) mark;
    }

    /** Whether the service's connections, or those it intercepts, carry the option. */
    static boolean uses(ServiceConfig service) {
        return inserts(service) || detects(service);
    }

    private static boolean inserts(ServiceConfig service) {
        return service.enabled() && service.implicit().filter(ImplicitConfig::preferProxy).isPresent();
    }

    private static boolean detects(ServiceConfig service) {
        return service.enabled()
                && service.role() == Role.DOWNSTREAM
                && service.intercept()
                        .filter(it -> it.proxyNativeMptcp() != ProxyNativeMptcp.ALWAYS)
                        .isPresent();
    }

    /** What keeps a service from inserting or seeing the option; empty if nothing does, or if it does neither. */
    public Optional<String> obstacle(ServiceConfig service) {
        return uses(service) ? Optional.ofNullable(failure) : Optional.empty();
    }

    /** Follows a new snapshot. */
    public synchronized void apply(EngineConfig config) {
        Set<String> in = new HashSet<>();
        Set<String> out = new HashSet<>();
        for (ServiceConfig service : config.services().values()) {
            if (detects(service)) {
                service.intercept().ifPresent(it -> in.addAll(it.interfaces()));
            }
            if (inserts(service)) {
                service.accesses().forEach(access -> out.add(access.interfaceName()));
            }
        }
        wanted = Map.of(Direction.INGRESS, in, Direction.EGRESS, out);
        failure = null;
        follow();
    }

    /** Interfaces may have come or gone; a program goes with its interface. */
    public synchronized void follow() {
        Set<Place> places = new HashSet<>();
        wanted.forEach((direction, names) -> names.forEach(name -> network.link(name)
                .ifPresent(link -> places.add(new Place(link.index(), direction)))));
        links.entrySet().removeIf(each -> {
            boolean gone = !places.contains(each.getKey());
            if (gone) {
                Bpf.close(each.getValue());
            }
            return gone;
        });
        for (Place place : places) {
            if (!links.containsKey(place) && failure == null) {
                attach(place);
            }
        }
    }

    private void attach(Place place) {
        try {
            int program = program(place.direction());
            links.put(place, Bpf.attach(netns, place.interfaceIndex(), place.direction(), program));
        } catch (IOException e) {
            if (e instanceof ErrnoException errno && errno.errno() == Errno.ENODEV) {
                // Gone meanwhile; an event tells when it is back.
                return;
            }
            boolean inserts = place.direction() == Direction.EGRESS;
            failure = "MP_PREFER_PROXY cannot be " + (inserts ? "inserted" : "seen") + ": " + e.getMessage();
            LOG.warn("event=prefer-proxy-unavailable inserts={} error=\"{}\"", inserts, e.getMessage());
        }
    }

    private int program(Direction direction) throws IOException {
        Integer known = loaded.get(direction);
        if (known == null) {
            byte[] code = direction == Direction.INGRESS ? programs.detect() : programs.insert();
            known = Bpf.load(Bpf.Kind.PACKETS, code);
            loaded.put(direction, known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        links.values().forEach(Bpf::close);
        links.clear();
        loaded.values().forEach(Bpf::close);
        loaded.clear();
    }
}
