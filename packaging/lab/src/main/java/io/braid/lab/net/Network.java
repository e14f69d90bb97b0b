package io.braid.lab.net;

import io.braid.lab.link.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts and cables, described first and then set up in one go. Closing it removes every namespace and with them all that
 * was in them.
 */
public final class Network implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String WIRE = "wire";

    private final String prefix = RunId.own().prefix() + "-" + COUNT.incrementAndGet() + "-";
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Cable> cables = new LinkedHashMap<>();
    private final Cleanup cleanup = new Cleanup();

    /** The host of this name; described when it is first named. */
    public Host host(String name) {
        return hosts.computeIfAbsent(name, n -> new Host(n, prefix + n));
    }

    /** Every host, in the order described. */
    public List<Host> hosts() {
        return hosts.values().stream().filter(h -> !h.name().equals(WIRE)).toList();
    }

    /** Every cable, in the order described. */
    public List<Cable> cables() {
        return List.copyOf(cables.values());
    }

    /** The cable of this name. */
    public Cable cable(String name) {
        Cable cable = cables.get(name);
        if (cable == null) {
            throw new IllegalArgumentException("no cable " + name + " among " + cables.keySet());
        }
        return cable;
    }

    /** A cable that is the same both ways. */
    public Cable cable(String name, Port a, Port b, Shape shape) {
        return cable(name, a, b, shape, shape);
    }

    /**
     * A cable between two hosts.
     *
     * @param name unique, at most 12 characters
     * @param down what happens from {@code a} to {@code b}
     * @param up what happens from {@code b} to {@code a}
     */
    public Cable cable(String name, Port a, Port b, Shape down, Shape up) {
        Cable cable = new Cable(name, a, b, down, up);
        host(a.host()).plug(a);
        host(b.host()).plug(b);
        cables.put(name, cable);
        return cable;
    }

    /** Sets everything up; when it returns, every host can be reached. */
    public void up() throws IOException {
        boolean wired = cables.values().stream().anyMatch(Cable::needsForwarder);
        if (wired) {
            // Interfaces of the wire carry frames only: no addresses, no packets of their own.
            host(WIRE).sysctl("net.ipv6.conf.default.disable_ipv6", "1");
        }
        cleanup.add(this::removeNamespaces);
        batch(hosts.values().stream().map(h -> "netns add " + h.namespace()).toList());
        for (Host host : hosts.values()) {
            host.writeSysctls();
        }
        batch(cables.values().stream().flatMap(c -> veths(c).stream()).toList());
        Tasks.all(hosts.values().stream().map(h -> Tasks.task(() -> furnish(h))).toList());
        if (wired) {
            for (Cable cable : cables.values()) {
                if (cable.needsForwarder()) {
                    cleanup.add(cable.start(host(WIRE), cable.name().hashCode()));
                }
            }
        }
    }

    private List<String> veths(Cable c) {
        if (!c.needsForwarder()) {
            return List.of(veth(c.a().name(), host(c.a().host()), c.b().name(), host(c.b().host())));
        }
        return List.of(
                veth(c.a().name(), host(c.a().host()), c.wireA(), host(WIRE)),
                veth(c.b().name(), host(c.b().host()), c.wireB(), host(WIRE)));
    }

    private static String veth(String a, Host hostA, String b, Host hostB) {
        return "link add name " + a + " netns " + hostA.namespace() + " type veth peer name " + b + " netns "
                + hostB.namespace();
    }

    private void furnish(Host host) throws IOException {
        if (host.name().equals(WIRE)) {
            List<String> lines = new ArrayList<>();
            for (Cable c : cables.values()) {
                if (c.needsForwarder()) {
                    lines.add("link set dev " + c.wireA() + " up");
                    lines.add("link set dev " + c.wireB() + " up");
                }
            }
            Command.run(List.of("ip", "-n", host.namespace(), "-batch", "-"), String.join("\n", lines) + "\n");
            return;
        }
        host.configure();
        Veth.furnish(host, cables());
    }

    private static void batch(List<String> lines) throws IOException {
        Command.run(List.of("ip", "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Takes a cable down at both ends, as if it were cut, or up again. The kernel forgets routes over a downed end. */
    public void setUp(Cable cable, boolean up) throws IOException {
        for (Port p : List.of(cable.a(), cable.b())) {
            Command.run("ip", "-n", host(p.host()).namespace(), "link", "set", "dev", p.name(), up ? "up" : "down");
        }
    }

    /** Takes charge of a thing that must end before the namespaces do. */
    public <T extends AutoCloseable> T add(T thing) {
        return cleanup.add(thing);
    }

    private void removeNamespaces() throws IOException {
        // One that was never made must not keep the others.
        Command.run(
                List.of("ip", "-force", "-batch", "-"),
                String.join("", hosts.values().stream().map(h -> "netns del " + h.namespace() + "\n").toList()));
    }

    @Override
    public void close() {
        cleanup.close();
    }
}
