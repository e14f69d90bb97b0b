package io.braid.yang.store;

import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is in a directory at start: the newest good snapshot, and all good records of the journals after it. */
final class Loader {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

    private final Path directory;
    private final Supplier<Schema> schema;
    private final int schemaVersion;
    private final List<Migration> migrations;

    private final List<String> faults = new ArrayList<>();
    private final History history = new History();
    private final List<StoredChange> unconfirmed = new ArrayList<>();
    private Optional<CommitRecord.Pending> pending = Optional.empty();
    private long generation;
    private long snapshotGeneration;
    private int dataVersion;
    private String judge = "";
    private StoredNode root = StoredNode.container("");
    private boolean gap;

    /**
     * What was found.
     *
     * @param generation its number
     * @param root the configuration
     * @param rolledBack the configuration before the commits that nobody confirmed; present if there are any
     * @param migrated whether the data had an older version of the model
     * @param judge by what the configuration, and the one before commits that nobody confirmed, was found valid; empty if
     *     that is not known
     * @param snapshotGeneration of the snapshot that was taken; 0 if none
     * @param history the last commits
     * @param journal the journal to go on with
     * @param faults what was damaged, for the operator
     */
    record Loaded(
            long generation,
            Branch root,
            Optional<Branch> rolledBack,
            boolean migrated,
            String judge,
            long snapshotGeneration,
            History history,
            Journal journal,
            List<String> faults) {}

    Loader(Path directory, Supplier<Schema> schema, int schemaVersion, List<Migration> migrations) {
        this.directory = directory;
        this.schema = schema;
        this.schemaVersion = schemaVersion;
        this.migrations = migrations;
    }

    Loaded load() throws IOException {
        snapshot();
        Journal last = journals();
        boolean migrated = dataVersion != 0 && dataVersion != schemaVersion;
        if (migrated && pending.isPresent()) {
            // Only the older model can tell what it was before.
            undo(unconfirmed, root);
            pending = Optional.empty();
        }
        migrate(schemaVersion);
        Typed typed = new Typed(schema.get(), migrated);
        Branch running = typed.root(root);
        Optional<Branch> before = Optional.empty();
        if (pending.isPresent()) {
            undo(unconfirmed, root);
            before = Optional.of(typed.root(root));
        }
        return new Loaded(
                generation, running, before, migrated, migrated ? "" : judge, snapshotGeneration, history, last,
                List.copyOf(faults));
    }

    private void snapshot() throws IOException {
        for (Path file : StoreFiles.newestFirst(directory, StoreFiles.SNAPSHOT)) {
            try {
                Snapshot snapshot = Snapshot.read(file);
                root = snapshot.root();
                generation = snapshot.generation();
                snapshotGeneration = generation;
                dataVersion = snapshot.schemaVersion();
                judge = snapshot.judge();
                return;
            } catch (IOException | RuntimeException e) {
                fault(file.getFileName() + " cannot be read, the one before it is taken: " + e.getMessage());
                Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Journal journals() throws IOException {
        List<Path> files = StoreFiles.newestFirst(directory, StoreFiles.JOURNAL).reversed();
        Path last = StoreFiles.journal(directory, generation);
        for (int i = 0; i < files.size() && !gap; i++) {
            Path file = files.get(i);
            scan(file);
            if (gap) {
                for (Path unusable : files.subList(i, files.size())) {
                    fault(unusable.getFileName() + " does not follow generation " + generation + " and is put aside");
                    Files.move(unusable, aside(unusable), StandardCopyOption.REPLACE_EXISTING);
                }
            } else {
                last = file;
            }
        }
        Journal journal = Journal.open(last, (_, _) -> {}).journal();
        journal.repair();
        Durable.names(directory);
        return journal;
    }

    private void scan(Path file) throws IOException {
        if (!readable(file)) {
            gap = true;
            return;
        }
        Journal.Opened opened = Journal.open(file, (position, content) -> record(file, position, content));
        try (Journal journal = opened.journal()) {
            if (opened.damaged() > 0) {
                fault(file.getFileName() + ": the last " + opened.damaged()
                        + " bytes are torn or damaged, the configuration before them is taken: generation "
                        + generation);
                Files.copy(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
                journal.repair();
            }
        }
    }

    /** Whether the file gives anything at all; what it does not give is not known, nor is what follows it. */
    private boolean readable(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(ByteBuffer.allocate(1));
            return true;
        } catch (IOException e) {
            fault(file.getFileName() + " cannot be read, the configuration before it is taken: generation " + generation
                    + ": " + e.getMessage());
            return false;
        }
    }

    private void record(Path file, long position, byte[] content) throws IOException {
        CommitRecord head = RecordText.head(content);
        boolean commit = head.kind() == CommitRecord.Kind.COMMIT;
        long follows = generation + (commit ? 1 : 0);
        if (gap || head.generation() > follows) {
            gap = true;
            return;
        }
        if (commit) {
            history.add(head, file, position);
        }
        if (head.generation() < follows) {
            return;
        }
        migrate(head.schemaVersion());
        List<StoredChange> changes = RecordText.changes(content);
        changes.forEach(change -> change.apply(root));
        generation = head.generation();
        String judged = RecordText.judge(content);
        boolean last = pending.isEmpty() && head.pending().isEmpty();
        // Where a commit waits to be confirmed, the configuration before it counts too.
        judge = last || judge.equals(judged) ? judged : "";
        pending = head.pending();
        if (pending.isPresent()) {
            unconfirmed.addAll(changes);
        } else {
            unconfirmed.clear();
        }
    }

    private static void undo(List<StoredChange> changes, StoredNode root) {
        changes.reversed().forEach(change -> change.inverse().apply(root));
    }

    /** Brings the data to a version; what is empty has any. */
    private void migrate(int version) throws IOException {
        if (dataVersion == 0) {
            dataVersion = version;
        }
        for (; dataVersion != version; dataVersion++) {
            Migration step = migrations.stream()
                    .filter(migration -> migration.from() == dataVersion)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the configuration has version " + dataVersion
                            + " of the model, which version " + version + " cannot read"));
            LOG.info("configuration migrated from={} to={}", dataVersion, dataVersion + 1);
            step.apply(root);
        }
    }

    private void fault(String text) {
        LOG.error("configuration store fault={}", text);
        faults.add(text);
    }

    private static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }
}
