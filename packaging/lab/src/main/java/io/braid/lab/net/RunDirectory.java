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

    /**
     * Where the folders of runs are. A run in a process namespace of its own gets a place of its own from the launcher
     * ({@code BRAID_TMP}): seen from there, living neighbours would look dead.
     */
    static Path parent() {
        String own = System.getenv("BRAID_TMP");
        return Path.of(own == null ? System.getProperty("java.io.tmpdir") : own);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Leftovers.delete(path);
    }
}
