package io.braid.bench.proxy;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program a bench needs.
 *
 * @param program its name
 * @param debianPackage the Debian package that holds it
 */
public record Requirement(String program, String debianPackage) {
    private static final String SYSTEM_FOLDERS = ":/usr/local/sbin:/usr/sbin:/sbin";

    /** Whether it is not there. */
    public boolean missing() {
        for (String folder : (System.getenv().getOrDefault("PATH", "") + SYSTEM_FOLDERS).split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return false;
            }
        }
        return true;
    }
}
