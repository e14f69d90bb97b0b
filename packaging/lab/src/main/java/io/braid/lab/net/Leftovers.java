package io.braid.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what runs that were killed left behind: their processes, namespaces and folders. Living runs stay untouched. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Path NAMESPACES = Path.of("/run/netns");

    private Leftovers() {}

    /**
     * Sweeps once.
     *
     * @return names of the namespaces removed
     */
    public static synchronized List<String> sweep() throws IOException {
        List<String> removed = new ArrayList<>();
        for (String name : dead(NAMESPACES)) {
            kill(name);
            try {
                Command.run("ip", "netns", "del", name);
                removed.add(name);
            } catch (IOException e) {
                // Another run may sweep at the same moment.
                LOG.debug("event=leftover-kept namespace={} reason={}", name, e.getMessage());
            }
        }
        for (String name : dead(RunDirectory.parent())) {
            try {
                delete(RunDirectory.parent().resolve(name));
            } catch (IOException e) {
                // Another user's, or another run sweeps at the same moment.
                LOG.debug("event=leftover-kept folder={} reason={}", name, e.getMessage());
            }
        }
        if (!removed.isEmpty()) {
            LOG.info("event=leftovers-removed namespaces={}", removed);
        }
        return removed;
    }

    private static List<String> dead(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> RunId.of(n).map(run -> !run.alive()).orElse(false))
                    .toList();
        }
    }

    /** Ends the processes inside a dead run's namespace: whoever lives there was started by that run. */
    private static void kill(String namespace) {
        try {
            for (String pid : Command.run("ip", "netns", "pids", namespace).split("\\s+")) {
                if (!pid.isEmpty()) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException e) {
            LOG.debug("event=leftover-processes namespace={} reason={}", namespace, e.getMessage());
        }
    }

    /** Deletes a folder and all in it; what is gone already is fine. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
