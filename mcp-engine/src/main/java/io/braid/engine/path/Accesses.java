package io.braid.engine.path;

import io.braid.engine.config.ServiceConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The access networks a service may use, as they are now (draft S5.2.1: any order, any interface). */
public final class Accesses {
    /**
     * An access network that works.
     *
     * @param name of its interface
     * @param index of its interface
     * @param address this host's address on it
     */
    public record Access(String name, int index, InetAddress address) {}

    private final NetworkView view;

    public Accesses(NetworkView view) {
        this.view = view;
    }

    /** The live access that the initial subflow takes: the lowest preference, in configured order. */
    public Optional<Access> initial(List<ServiceConfig.Access> configured, boolean ipv4) {
        return live(configured, ipv4).stream().findFirst();
    }

    /** The access with the lowest preference, if it lives: the one that the first subflow takes in implicit mode (S5.2.2). */
    public Optional<Access> primary(List<ServiceConfig.Access> configured, boolean ipv4) {
        return configured.stream()
                .min(Comparator.comparingInt(ServiceConfig.Access::preference))
                .flatMap(access -> live(access.interfaceName(), ipv4));
    }

    /** The live accesses, in order of preference. */
    public List<Access> live(List<ServiceConfig.Access> configured, boolean ipv4) {
        return configured.stream()
                .sorted(Comparator.comparingInt(ServiceConfig.Access::preference))
                .flatMap(access -> live(access.interfaceName(), ipv4).stream())
                .toList();
    }

    /** The access of this interface, if it lives. */
    public Optional<Access> live(String name, boolean ipv4) {
        return view.link(name)
                .filter(NetworkView.Link::running)
                .flatMap(link -> link.addresses().stream()
                        .filter(address -> address instanceof Inet4Address == ipv4)
                        .filter(address -> !address.isLinkLocalAddress())
                        .findFirst()
                        .map(address -> new Access(name, link.index(), address)));
    }
}
