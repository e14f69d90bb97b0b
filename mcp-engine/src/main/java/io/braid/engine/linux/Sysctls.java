package io.braid.engine.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sysctls as a namespace sees them, and the values they had before Braid came. Names are dotted ({@code
 * net.mptcp.enabled}); one with slashes is taken as it is, for interfaces with a dot in their name.
 */
public final class Sysctls {
    /** One way to say something: newer kernels first. */
    public record Setting(String name, String value) {
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sysctls.class);
    private static final int VALUE_BYTES_MAX = 4096;
    private static final Path ROOT = Path.of("/proc/sys");

    private final NetNs netNs;
    private final Map<String, String> originals = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    private Sysctls(NetNs netNs) {
        this.netNs = netNs;
    }

    /** The sysctls of a namespace; each object remembers what was changed through it. */
    public static Sysctls in(NetNs netNs) {
        return new Sysctls(netNs);
    }

    /** The value, or empty when this kernel has no such sysctl. */
    public Optional<String> get(String name) throws IOException {
        try {
            // Entries under net/ are those of the namespace of the thread that opens the file.
            return Optional.of(netNs.call(() -> read(path(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Sets a value and remembers the one that was there at the first change.
     *
     * @throws NoSuchFileException when this kernel has no such sysctl
     */
    public synchronized void set(String name, String value) throws IOException {
        String before = get(name).orElseThrow(
                () -> new NoSuchFileException(path(name).toString(), null, "this kernel has no sysctl " + name));
        if (before.equals(value)) {
            return;
        }
        write(name, value);
        if (originals.putIfAbsent(name, before) == null) {
            order.addLast(name);
        }
    }

    /**
     * Sets the first of several settings whose sysctl exists here.
     *
     * @return the one that was set
     * @throws NoSuchFileException when this kernel has none of them
     */
    public Setting setFirst(List<Setting> alternatives) throws IOException {
        for (Setting setting : alternatives) {
            if (get(setting.name()).isPresent()) {
                set(setting.name(), setting.value());
                return setting;
            }
        }
        throw new NoSuchFileException(ROOT.toString(), null, "this kernel has none of " + alternatives);
    }

    /**
     * Leaves the path management of new connections to Braid: {@code path_manager} from Linux 6.15 on, {@code pm_type}
     * before.
     *
     * @return what was set
     */
    public Setting useUserspacePathManager() throws IOException {
        return setFirst(List.of(
                new Setting("net.mptcp.path_manager", "userspace"), new Setting("net.mptcp.pm_type", "1")));
    }

    /** Puts every remembered value back, the last change first; a failure is logged and the others go on. */
    public synchronized void restoreAll() {
        for (String name : order.reversed()) {
            try {
                write(name, originals.get(name));
            } catch (IOException e) {
                LOG.warn("event=sysctl-not-restored name={} value={}", name, originals.get(name), e);
            }
        }
        order.clear();
        originals.clear();
    }

    private static String read(Path file) throws IOException {
        // In one read: of a number, the kernel tells nothing more from the second byte on.
        byte[] value = new byte[VALUE_BYTES_MAX];
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.read(value);
            return new String(value, 0, Math.max(length, 0), StandardCharsets.UTF_8).strip();
        }
    }

    private void write(String name, String value) throws IOException {
        try {
            netNs.call(() -> Files.writeString(path(name), value));
        } catch (IOException e) {
            throw new IOException("sysctl " + name + "=" + value + ": " + e.getMessage(), e);
        }
    }

    private static Path path(String name) {
        return ROOT.resolve(name.contains("/") ? name : name.replace('.', '/'));
    }
}
