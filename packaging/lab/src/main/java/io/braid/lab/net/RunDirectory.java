package io.braid.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one topology's files: configurations, logs, captures. Named like the run, so that leftovers are told. */
public final class RunDirectory implements AutoCloseable {
    private final Path path;

    /** Makes a folder whose name ends in {@code name}. */
    public RunDirectory(String name) throws IOException {
        this.path = Files.createTempDirectory(parent(), RunId.own().prefix() + "-" + name + "-");
    }

    static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Leftovers.delete(path);
    }
}
