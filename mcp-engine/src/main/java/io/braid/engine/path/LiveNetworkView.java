package io.braid.engine.path;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.LinkAddress;
import io.braid.engine.linux.netlink.LinkEvent;
import io.braid.engine.linux.netlink.LinkEvents;
import io.braid.engine.linux.netlink.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the namespace's interfaces and addresses by their events; readers see the last whole snapshot. */
public final class LiveNetworkView implements NetworkView, LinkEvents.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveNetworkView.class);

    private record Snapshot(Map<String, Link> links, Map<Integer, Link> byIndex, Set<InetAddress> own) {}

    private final Routes routes;
    private final LinkEvents events;
    private final Map<Integer, io.braid.engine.linux.netlink.Link> links = new HashMap<>();
    private final Map<Integer, Map<InetAddress, LinkAddress>> addresses = new HashMap<>();
    private final Comings comings = new Comings();
    private volatile NetworkListener listener = (interfaceName, address, absentMs) -> {};
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Set.of());
    private volatile Runnable changed = () -> {};

    public LiveNetworkView(NetNs netns) throws IOException {
        this.routes = Routes.in(netns);
        // Subscribed before the first listing: nothing can happen unseen in between.
        this.events = LinkEvents.in(netns, this);
        list();
    }

    /** Tells whenever something has changed; it must not block. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    @Override
    public Optional<Link> link(String name) {
        return Optional.ofNullable(snapshot.links().get(name));
    }

    @Override
    public Optional<Link> link(int index) {
        return Optional.ofNullable(snapshot.byIndex().get(index));
    }

    @Override
    public boolean own(InetAddress address) {
        return snapshot.own().contains(address);
    }

    private synchronized void list() throws IOException {
        links.clear();
        addresses.clear();
        routes.links().forEach(link -> links.put(link.index(), link));
        routes.addresses().forEach(this::put);
        publish();
    }

    private void put(LinkAddress address) {
        addresses
                .computeIfAbsent(address.interfaceIndex(), index -> new LinkedHashMap<>())
                .put(address.address(), address);
    }

    @Override
    public synchronized void event(LinkEvent event) {
        switch (event) {
            case LinkEvent.LinkChanged changed -> {
                if (changed.removed()) {
                    links.remove(changed.link().index());
                    addresses.remove(changed.link().index());
                } else {
                    links.put(changed.link().index(), changed.link());
                }
            }
            case LinkEvent.AddressChanged changed -> {
                if (changed.removed()) {
                    Map<InetAddress, LinkAddress> of = addresses.get(changed.address().interfaceIndex());
                    if (of != null) {
                        of.remove(changed.address().address());
                    }
                } else {
                    put(changed.address());
                }
            }
        }
        publish();
    }

    @Override
    public void overrun() {
        try {
            list();
        } catch (IOException e) {
            LOG.warn("event=interfaces-not-listed error=\"{}\"", e.getMessage());
        }
    }

    private void publish() {
        Map<String, Link> byName = new HashMap<>();
        Map<Integer, Link> byIndex = new HashMap<>();
        Set<InetAddress> own = new HashSet<>();
        links.values().forEach(link -> {
            var of = addresses.getOrDefault(link.index(), Map.of());
            own.addAll(of.keySet());
            List<InetAddress> usable = of.values().stream()
                    .filter(LinkAddress::usable)
                    .map(LinkAddress::address)
                    .toList();
            Link shown = new Link(link.name(), link.index(), link.usable(), usable);
            byName.put(shown.name(), shown);
            byIndex.put(shown.index(), shown);
        });
        snapshot = new Snapshot(Map.copyOf(byName), Map.copyOf(byIndex), Set.copyOf(own));
        changed.run();
        Set<Comings.Place> usable = new HashSet<>();
        byName.values().stream()
                .filter(Link::running)
                .forEach(link -> link.addresses().forEach(each -> usable.add(new Comings.Place(link.name(), each))));
        comings.next(usable, System.nanoTime() / 1_000_000)
                .forEach((place, absent) -> listener.came(place.interfaceName(), place.address(), absent));
    }

    /** Tells of access networks that come, from now on. */
    public void tell(NetworkListener whoever) {
        listener = whoever;
    }

    @Override
    public void close() {
        events.close();
        routes.close();
    }
}
