package io.braid.yang.store;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Where the last commits are in the journals. What they changed stays on disk. */
final class History {
    static final int MAX = 50;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** A commit, and where its record is. */
    record Entry(CommitRecord head, Path file, long position) {}

    void add(CommitRecord head, Path file, long position) {
        if (entries.size() == MAX) {
            entries.removeLast();
        }
        entries.addFirst(new Entry(head, file, position));
    }

    /** The latest first. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    Optional<Entry> find(long generation) {
        return entries.stream()
                .filter(entry -> entry.head().generation() == generation)
                .findFirst();
    }

    /** The journal with the oldest of the commits. */
    Optional<Path> oldestFile() {
        return Optional.ofNullable(entries.peekLast()).map(Entry::file);
    }
}
