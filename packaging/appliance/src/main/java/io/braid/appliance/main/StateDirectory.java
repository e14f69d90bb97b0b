package io.braid.appliance.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that holds what outlives the process: the configuration and the host keys. */
final class StateDirectory implements AutoCloseable {
    private final Path path;
    private final boolean temporary;

    private StateDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** One that stays. */
    static StateDirectory at(Path path) {
        return new StateDirectory(path, false);
    }

    /** One that vanishes with the process. */
    static StateDirectory temporary() throws IOException {
        return new StateDirectory(Files.createTempDirectory("braid-state-"), true);
    }

    /** Where it is if nobody says: {@code /var/lib/braid} for root, else a folder of the user. */
    static Path usual() {
        return root() ? Path.of("/var/lib/braid") : Path.of(System.getProperty("user.home"), ".local/state/braid");
    }

    /** Whether this process may use ports below 1024, as far as its user tells. */
    static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("no /proc", e);
        }
    }

    Path configuration() {
        return path.resolve("config");
    }

    Path hostKeys() {
        return path.resolve("ssh");
    }

    /** Where the SSH server listens, for programs on this host. */
    Path listening() {
        return hostKeys().resolve("listening");
    }

    /** The files that users of the command line keep. */
    Path userFiles() {
        return path.resolve("users");
    }

    /** Reports that no RADIUS server has got yet. */
    Path reports() {
        return path.resolve("accounting");
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        if (!temporary) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(path)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
