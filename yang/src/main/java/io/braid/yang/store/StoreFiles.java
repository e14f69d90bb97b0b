package io.braid.yang.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of files: {@code snapshot-N} is generation N, {@code journal-N} has the commits after generation N. */
final class StoreFiles {
    static final String SNAPSHOT = "snapshot-";
    static final String JOURNAL = "journal-";

    private StoreFiles() {}

    static Path snapshot(Path directory, long generation) {
        return directory.resolve(SNAPSHOT + generation);
    }

    static Path journal(Path directory, long generation) {
        return directory.resolve(JOURNAL + generation);
    }

    static List<Path> newestFirst(Path directory, String kind) throws IOException {
        Pattern name = Pattern.compile(kind + "[0-9]{1,18}");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(StoreFiles::generation).reversed())
                    .toList();
        }
    }

    static long generation(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(name.indexOf('-') + 1));
    }
}
