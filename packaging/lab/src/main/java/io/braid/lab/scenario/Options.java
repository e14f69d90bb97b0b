package io.braid.lab.scenario;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How scenarios are run.
 *
 * @param full the sizes the issues state, rather than reduced ones
 * @param pcap folder in which captures are kept
 * @param keep whether configurations and logs are kept
 */
public record Options(boolean full, Optional<Path> pcap, boolean keep) {
    /** Reduced sizes, nothing kept. */
    public static final Options REDUCED = new Options(false, Optional.empty(), false);
}
