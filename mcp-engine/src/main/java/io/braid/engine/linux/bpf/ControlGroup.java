package io.braid.engine.linux.bpf;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/** The control group (version 2) of this process, found without one being mounted: a namespace may hide those that are. */
final class ControlGroup {
    private static final Path OWN = Path.of("/proc/self/cgroup");
    private static final String VERSION_2 = "0::";
    private static final int CLOSE_ON_EXEC = 1;
    private static final int CREATE = 6;
    private static final int O_DIRECTORY_CLOEXEC = 0x90000;

    private ControlGroup() {}

    /**
     * Opens its directory.
     *
     * @return a descriptor
     */
    static int open() throws IOException {
        String path = Files.readAllLines(OWN).stream()
                .filter(line -> line.startsWith(VERSION_2))
                .map(line -> line.substring(VERSION_2.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("this process is in no control group of version 2"));
        try (Arena arena = Arena.ofConfined()) {
            int context = ErrnoException.check(
                    "fsopen", "cgroup2", Libc.fsopen(arena.allocateFrom("cgroup2"), CLOSE_ON_EXEC));
            try {
                ErrnoException.check("fsconfig", "cgroup2", Libc.fsconfig(context, CREATE));
                int mount = ErrnoException.check("fsmount", "cgroup2", Libc.fsmount(context, CLOSE_ON_EXEC));
                try {
                    String inside = "/proc/self/fd/" + mount + path;
                    return ErrnoException.check(
                            "open", path, Libc.open(arena.allocateFrom(inside), O_DIRECTORY_CLOEXEC, 0));
                } finally {
                    Libc.close(mount);
                }
            } finally {
                Libc.close(context);
            }
        }
    }
}
