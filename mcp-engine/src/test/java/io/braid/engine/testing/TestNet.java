package io.braid.engine.testing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A private network of hosts. Namespace names carry process id and time, so runs side by side never meet; all are removed
 * on {@link #close}, and at the end of the process if a test forgot or was stopped.
 */
public final class TestNet implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RPS_MASK =
            Integer.toHexString((1 << Math.min(8, Runtime.getRuntime().availableProcessors())) - 1);

    private final String prefix = "bt-" + ProcessHandle.current().pid() + "-"
            + Long.toString(System.currentTimeMillis() & 0xff_ffffL, 36) + "-" + COUNT.incrementAndGet() + "-";
    private final Deque<TestHost> hosts = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::removeAll, "remove-" + prefix);

    public TestNet() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * A new host with its loopback up, IPv4 and IPv6 forwarding off, reno, and packets of one flow kept in order on every
     * device to come (RPS), so that figures repeat. The default mask may be set by the root of a user namespace as well,
     * unlike that of a device.
     */
    public TestHost host(String name) throws IOException {
        TestHost host = new TestHost(prefix + name);
        Command.run("ip", "netns", "add", host.namespace());
        hosts.push(host);
        host.ip("link", "set", "lo", "up");
        host.sysctl("net.ipv4.tcp_congestion_control", "reno");
        host.sysctl("net.core.rps_default_mask", RPS_MASK);
        return host;
    }

    /** Joins two hosts by a cable; both ends are up, without addresses but IPv6's own. */
    public void cable(TestHost a, String nameAtA, TestHost b, String nameAtB) throws IOException {
        a.ip("link", "add", nameAtA, "type", "veth", "peer", "name", nameAtB, "netns", b.namespace());
        a.raise(nameAtA);
        b.raise(nameAtB);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        removeAll();
    }

    private synchronized void removeAll() {
        while (!hosts.isEmpty()) {
            TestHost host = hosts.pop();
            try {
                Command.run("ip", "netns", "delete", host.namespace());
            } catch (IOException e) {
                System.err.println("left behind: namespace " + host.namespace() + ": " + e.getMessage());
            }
        }
    }
}
