package io.braid.engine.testing;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One host of a {@link TestNet}: a network namespace of its own. */
public final class TestHost {
    private final String namespace;
    private final NetNs netNs;

    TestHost(String namespace) {
        this.namespace = namespace;
        this.netNs = NetNs.named(namespace);
    }

    /** Its name as {@code ip netns} knows it. */
    public String namespace() {
        return namespace;
    }

    /** Where Braid's sockets of this host are made. */
    public NetNs netNs() {
        return netNs;
    }

    /** Runs a command in the host: its output; an exception with both outputs unless it ends with 0 within 20 s. */
    public String exec(String... command) throws IOException {
        return run(List.of("ip", "netns", "exec", namespace), command);
    }

    /** Runs {@code ip ARGUMENTS} in the host. */
    public String ip(String... arguments) throws IOException {
        return run(List.of("ip", "-n", namespace), arguments);
    }

    /** Adds an address such as {@code 10.1.0.1/24} or {@code fd01::1/64}, usable at once. */
    public TestHost address(String device, String address) throws IOException {
        if (address.contains(":")) {
            ip("address", "add", address, "dev", device, "nodad");
        } else {
            ip("address", "add", address, "dev", device);
        }
        return this;
    }

    /** Sets a sysctl by its dotted name. */
    public TestHost sysctl(String name, String value) throws IOException {
        exec("sysctl", "-q", "-w", name + "=" + value);
        return this;
    }

    /** Reads a sysctl by its dotted name. */
    public String sysctl(String name) throws IOException {
        return exec("sysctl", "-n", name).strip();
    }

    /** Brings a device up. */
    void raise(String device) throws IOException {
        ip("link", "set", device, "up");
    }

    private String run(List<String> prefix, String... rest) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(rest));
        return Command.run(command.toArray(String[]::new));
    }
}
