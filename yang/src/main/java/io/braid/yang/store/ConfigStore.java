package io.braid.yang.store;

import io.braid.yang.port.Principal;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Diff;
import io.braid.yang.validate.Validator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration on disk. Each commit is one record at the end of a journal; when the journal has become longer than the
 * last snapshot, a new snapshot is written beside the work. The snapshot before the last one and the journals that follow it
 * stay, and so do those with the last 50 commits. A directory belongs to one process.
 */
public final class ConfigStore implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigStore.class);
    private static final long JOURNAL_MIN = 1 << 20;

    private final Path directory;
    private final Schema schema;
    private final int schemaVersion;
    private final String judge;
    private final boolean judged;
    private final FileChannel ownership;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("configuration-snapshot").factory());
    private final History history;
    private final List<String> faults;
    private Journal journal;
    private long generation;
    private Branch root;
    private long snapshotLength;
    private long previousSnapshot;
    private boolean compacting;

    private ConfigStore(Path directory, Schema schema, int schemaVersion, FileChannel ownership, Loader.Loaded loaded) {
        this.directory = directory;
        this.schema = schema;
        this.schemaVersion = schemaVersion;
        this.judge = schema.digest() + '.' + Validator.EDITION;
        this.judged = loaded.faults().isEmpty() && judge.equals(loaded.judge());
        this.ownership = ownership;
        this.history = loaded.history();
        this.faults = loaded.faults();
        this.journal = loaded.journal();
        this.generation = loaded.generation();
        this.root = loaded.root();
        this.previousSnapshot = loaded.snapshotGeneration();
    }

    /**
     * Opens a directory, and makes it if there is none. A commit that waits for its confirmation is rolled back.
     *
     * @param schema the modules; asked for when the files have been read
     * @param schemaVersion the version of the model, from 1
     * @param migrations steps from older versions
     * @throws IOException if the directory is in use, cannot be written, or holds nothing that can be read
     */
    public static ConfigStore open(
            Path directory, Supplier<Schema> schema, int schemaVersion, List<Migration> migrations)
            throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel ownership = Durable.open(directory.resolve("lock"));
        try {
            own(directory, ownership);
            Loader.Loaded loaded = new Loader(directory, schema, schemaVersion, migrations).load();
            ConfigStore store = new ConfigStore(directory, schema.get(), schemaVersion, ownership, loaded);
            store.settle(loaded);
            return store;
        } catch (IOException | RuntimeException e) {
            ownership.close();
            throw e;
        }
    }

    private static void own(Path directory, FileChannel ownership) throws IOException {
        try {
            if (ownership.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process uses " + directory.getFileName() + " already", e);
        }
        throw new IOException("another process uses " + directory.getFileName());
    }

    private void settle(Loader.Loaded loaded) throws IOException {
        if (loaded.rolledBack().isPresent()) {
            Branch before = loaded.rolledBack().get();
            LOG.warn("configuration rolled back: the commit was not confirmed before the restart generation={}", generation);
            CommitRecord record = new CommitRecord(
                    CommitRecord.Kind.COMMIT, generation + 1, Instant.now(), Principal.SYSTEM,
                    "not confirmed before the restart", schemaVersion, Optional.empty());
            append(record, judged ? judge : "", Diff.between(root, before), before);
        }
        Path snapshot = StoreFiles.snapshot(directory, previousSnapshot);
        snapshotLength = Files.exists(snapshot) ? Files.size(snapshot) : 0;
        if (loaded.migrated()) {
            rotate();
            // Nobody has judged yet what the migration made.
            snapshot(generation, root, "");
        }
    }

    /** The number of the last durable configuration. */
    public synchronized long generation() {
        return generation;
    }

    /** The last durable configuration. */
    public synchronized Branch root() {
        return root;
    }

    /** What was damaged at the start; empty if all was well. */
    public List<String> faults() {
        return faults;
    }

    /**
     * Whether the configuration found at the start needs no validation: its files are whole, and it was valid by the same
     * modules and the same validator when it was stored.
     */
    public boolean judged() {
        return judged;
    }

    /** The version of the model that records are made with. */
    public int schemaVersion() {
        return schemaVersion;
    }

    /**
     * Makes a commit durable.
     *
     * @param after the configuration that it leads to, which is valid
     * @throws IOException if it is not durable; then the configuration before holds
     */
    public void append(CommitRecord record, List<Change> changes, Branch after) throws IOException {
        append(record, judge, changes, after);
    }

    private synchronized void append(CommitRecord record, String judgedBy, List<Change> changes, Branch after)
            throws IOException {
        long position = journal.append(RecordText.write(record, judgedBy, changes));
        if (record.kind() == CommitRecord.Kind.COMMIT) {
            history.add(record, journal.file(), position);
        }
        generation = record.generation();
        root = after;
        if (record.pending().isEmpty() && !compacting && journal.length() > Math.max(JOURNAL_MIN, snapshotLength)) {
            compact();
        }
    }

    /** The last commits, the latest first. */
    public synchronized List<CommitRecord> history() {
        return history.entries().stream().map(History.Entry::head).toList();
    }

    /**
     * What a commit changed.
     *
     * @throws IOException if the history has no such commit, or it was made with another version of the model
     */
    public List<Change> changes(long ofGeneration) throws IOException {
        byte[] content = content(ofGeneration);
        if (RecordText.head(content).schemaVersion() != schemaVersion) {
            throw new IOException("commit " + ofGeneration + " was made with another version of the model");
        }
        Typed typed = new Typed(schema, false);
        List<Change> changes = new ArrayList<>();
        for (StoredChange change : RecordText.changes(content)) {
            changes.add(typed.change(change));
        }
        return changes;
    }

    private synchronized byte[] content(long ofGeneration) throws IOException {
        History.Entry entry = history.find(ofGeneration)
                .orElseThrow(() -> new IOException("the history has no commit " + ofGeneration));
        if (entry.file().equals(journal.file())) {
            return journal.read(entry.position());
        }
        return Journal.readOnce(entry.file(), entry.position());
    }

    private void compact() {
        try {
            rotate();
        } catch (IOException e) {
            LOG.error("no new journal, the old one goes on cause={}", e.getMessage());
            return;
        }
        compacting = true;
        long of = generation;
        Branch tree = root;
        background.execute(() -> {
            try {
                snapshot(of, tree, judge);
            } catch (IOException | RuntimeException e) {
                LOG.error("no new snapshot, the journals go on cause={}", e.getMessage());
            } finally {
                synchronized (this) {
                    compacting = false;
                }
            }
        });
    }

    /** Begins a new journal. */
    private void rotate() throws IOException {
        Path file = StoreFiles.journal(directory, generation);
        if (file.equals(journal.file())) {
            return;
        }
        Journal next = Journal.open(file, (_, _) -> {}).journal();
        next.repair();
        Durable.names(directory);
        journal.close();
        journal = next;
    }

    private void snapshot(long of, Branch tree, String judgedBy) throws IOException {
        long length = Snapshot.write(StoreFiles.snapshot(directory, of), of, schemaVersion, judgedBy, tree);
        synchronized (this) {
            snapshotLength = length;
            clean(previousSnapshot);
            previousSnapshot = of;
        }
    }

    /** Deletes what neither the snapshot before the last one nor the history needs. */
    private void clean(long kept) throws IOException {
        for (Path file : StoreFiles.newestFirst(directory, StoreFiles.SNAPSHOT)) {
            if (StoreFiles.generation(file) < kept) {
                Files.delete(file);
            }
        }
        long oldest = history.oldestFile().map(StoreFiles::generation).orElse(kept);
        long needed = Math.min(kept, oldest);
        List<Path> journals = StoreFiles.newestFirst(directory, StoreFiles.JOURNAL);
        for (int i = 1; i < journals.size(); i++) {
            // The commits of a journal end where the next one begins.
            if (StoreFiles.generation(journals.get(i - 1)) <= needed) {
                Files.delete(journals.get(i));
            }
        }
    }

    /** Waits for a snapshot that is being written, and gives the directory free. */
    @Override
    public void close() throws IOException {
        background.shutdown();
        try {
            background.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            journal.close();
            ownership.close();
        }
    }
}
