package io.braid.appliance.testing;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two hosts of their own namespaces and a cable:
 *
 * <pre>
 *   mcp 10.9.0.1 ---- 10.9.0.2 host
 * </pre>
 */
public final class Pair implements AutoCloseable {
    public static final String MCP = "10.9.0.1";
    public static final String HOST = "10.9.0.2";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String prefix =
            "bt-" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000 + "-" + COUNT.incrementAndGet();
    private final String mcp = prefix + "-m";
    private final String host = prefix + "-h";
    private final Thread atExit = new Thread(this::remove);

    /** Makes both hosts. */
    public Pair() throws IOException {
        Runtime.getRuntime().addShutdownHook(atExit);
        Run.well("ip", "netns", "add", mcp);
        Run.well("ip", "netns", "add", host);
        Run.well("ip", "-n", mcp, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", host);
        raise(mcp, MCP);
        raise(host, HOST);
    }

    private static void raise(String namespace, String address) throws IOException {
        Run.well("ip", "-n", namespace, "address", "add", address + "/24", "dev", "eth0");
        Run.well("ip", "-n", namespace, "link", "set", "lo", "up");
        Run.well("ip", "-n", namespace, "link", "set", "eth0", "up");
    }

    /** Where the appliance runs. */
    public NetNs mcp() {
        return NetNs.named(mcp);
    }

    /** Where customers and servers are. */
    public NetNs host() {
        return NetNs.named(host);
    }

    /** A command that runs where the appliance does. */
    public List<String> atMcp(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", mcp));
        inside.addAll(command);
        return inside;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        remove();
    }

    private void remove() {
        for (String namespace : List.of(mcp, host)) {
            try {
                Run.any(List.of("ip", "netns", "delete", namespace));
            } catch (IOException e) {
                System.err.println("left behind: namespace " + namespace);
            }
        }
    }
}
