package io.braid.appliance.main;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A file that tells programs on this host where the SSH server listens: a line each with process, address and port. */
final class Listening implements AutoCloseable {
    private static final int CLI_PORT = 2222;

    private final Path file;

    Listening(Path file) {
        this.file = file;
    }

    /** Tells where it listens now; the usual port of the command line comes first. */
    void tell(Set<InetSocketAddress> addresses) throws IOException {
        List<String> lines = addresses.stream()
                .sorted(Comparator.<InetSocketAddress>comparingInt(address -> address.getPort() == CLI_PORT ? 0 : 1)
                        .thenComparing(InetSocketAddress::toString))
                .map(address -> ProcessHandle.current().pid() + " " + address.getAddress().getHostAddress() + " "
                        + address.getPort())
                .toList();
        Files.write(file, lines);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
