package io.braid.lab.net;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host of a network: a namespace, and what is to be set up in it. */
public final class Host {
    private static final Path SYSCTLS = Path.of("/proc/sys");

    private final String name;
    private final String namespace;
    private final List<String> commands = new ArrayList<>();
    private final List<String> commands6 = new ArrayList<>();
    private final Map<String, String> sysctls = new LinkedHashMap<>(defaults());
    private final List<Port> ports = new ArrayList<>();

    Host(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    /** Pinned, so that a figure does not depend on what the machine happens to be set to. */
    private static Map<String, String> defaults() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String scope : List.of("all", "default")) {
            all.put("net.ipv6.conf." + scope + ".accept_ra", "0");
            // Without duplicate address detection IPv6 is usable at once.
            all.put("net.ipv6.conf." + scope + ".accept_dad", "0");
            all.put("net.ipv6.conf." + scope + ".dad_transmits", "0");
            all.put("net.ipv4.conf." + scope + ".rp_filter", "0");
        }
        // A child namespace may not set cubic.
        all.put("net.ipv4.tcp_congestion_control", "reno");
        all.put("net.ipv4.tcp_timestamps", "1");
        all.put("net.ipv4.tcp_rmem", "4096 131072 6291456");
        all.put("net.ipv4.tcp_wmem", "4096 16384 4194304");
        // One transfer must not teach the next what the path is like.
        all.put("net.ipv4.tcp_no_metrics_save", "1");
        return all;
    }

    /** Makes the host forward packets of both families. */
    public Host router() {
        sysctl("net.ipv4.ip_forward", "1");
        return sysctl("net.ipv6.conf.all.forwarding", "1");
    }

    /** Sets a sysctl before the first interface exists. */
    public Host sysctl(String key, String value) {
        sysctls.put(key, value);
        return this;
    }

    /** Adds a line for {@code ip -batch}, run when all interfaces are up. */
    public Host ip(String line) {
        commands.add(line);
        return this;
    }

    /** Adds a line for {@code ip -6 -batch}: rules name their family by nothing else. */
    public Host ip6(String line) {
        commands6.add(line);
        return this;
    }

    /** Adds an address with prefix length to the loopback interface. */
    public Host loopback(String address) {
        return ip("addr add " + address + " dev lo" + (address.contains(":") ? " nodad" : ""));
    }

    void plug(Port port) {
        ports.add(port);
    }

    /** Name within the network. */
    public String name() {
        return name;
    }

    /** Name for {@code ip netns exec}. */
    public String namespace() {
        return namespace;
    }

    public NetNs netns() {
        return NetNs.named(namespace);
    }

    List<Port> ports() {
        return List.copyOf(ports);
    }

    void writeSysctls() throws IOException {
        netns().call(() -> {
            for (Map.Entry<String, String> s : sysctls.entrySet()) {
                Files.writeString(SYSCTLS.resolve(s.getKey().replace('.', '/')), s.getValue());
            }
            return null;
        });
    }

    /** Changes a sysctl of the running host. */
    public void setSysctl(String key, String value) throws IOException {
        netns().call(() -> Files.writeString(SYSCTLS.resolve(key.replace('.', '/')), value));
    }

    /** What a sysctl of the running host says. */
    public String readSysctl(String key) throws IOException {
        return netns().call(() -> Files.readString(SYSCTLS.resolve(key.replace('.', '/'))).strip());
    }

    /** Bytes that an interface of the running host has received. */
    public long received(String interfaceName) throws IOException {
        return netns().call(() -> {
            for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
                String[] fields = line.strip().split("[:\\s]+");
                if (fields[0].equals(interfaceName)) {
                    return Long.parseLong(fields[1]);
                }
            }
            throw new IOException("no interface " + interfaceName + " in " + name);
        });
    }

    /** Interfaces, addresses and the host's own lines, in one go. */
    void configure() throws IOException {
        StringBuilder batch = new StringBuilder("link set dev lo up\n");
        for (Port p : ports) {
            batch.append("link set dev ").append(p.name()).append(" up\n");
            batch.append("addr add ").append(p.ipv4()).append(" dev ").append(p.name()).append('\n');
            batch.append("addr add ").append(p.ipv6()).append(" dev ").append(p.name()).append(" nodad\n");
        }
        commands.forEach(c -> batch.append(c).append('\n'));
        Command.run(List.of("ip", "-n", namespace, "-batch", "-"), batch.toString());
        if (!commands6.isEmpty()) {
            Command.run(List.of("ip", "-6", "-n", namespace, "-batch", "-"), String.join("\n", commands6) + "\n");
        }
    }

    /** Runs lines of {@code ip -batch} in the running host. */
    public void batch(List<String> lines) throws IOException {
        Command.run(List.of("ip", "-n", namespace, "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Runs a program in this host to its end: its standard output. */
    public String run(String... command) throws IOException {
        return Command.run(inside(List.of(command)), "");
    }

    /** The command line that runs a program in this host. */
    public List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(command);
        return all;
    }
}
