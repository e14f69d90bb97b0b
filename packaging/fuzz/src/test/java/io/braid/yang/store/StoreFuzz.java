package io.braid.yang.store;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The files of the store. The first byte of an input chooses: the content of a record, a snapshot with a good checksum, or
 * a journal whose bytes are what they are.
 */
public final class StoreFuzz {
    private static final Schema SCHEMA = Models.braid();
    private static final Path DIRECTORY = directory();

    private StoreFuzz() {}

    private static Path directory() {
        try {
            Path memory = Path.of("/dev/shm");
            Path made = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "braid-fuzz-")
                    : Files.createTempDirectory("braid-fuzz-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made)));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }

    /** Called by the fuzzer before its time begins: the model is read by then. */
    public static void fuzzerInitialize() {
        Models.braid();
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        Allocation.within(1024 * 1024 + 1024L * input.length, () -> one(input[0], content));
    }

    private static boolean one(byte kind, byte[] content) throws IOException {
        switch (Math.floorMod(kind, 3)) {
            case 0 -> record(content);
            case 1 -> snapshot(content);
            default -> journal(content);
        }
        return true;
    }

    private static void record(byte[] content) {
        StoredNode root = StoredNode.container("");
        try {
            RecordText.head(content);
            for (StoredChange change : RecordText.changes(content)) {
                change.apply(root);
                change(change);
            }
            new Typed(SCHEMA, true).root(root);
        } catch (IOException e) {
            Check.that(e.getMessage() != null, "nothing is said about what is wrong");
        }
    }

    private static void change(StoredChange stored) {
        try {
            new Typed(SCHEMA, false).change(stored);
        } catch (IOException e) {
            Check.that(e.getMessage() != null, "nothing is said about what is wrong");
        }
    }

    private static void snapshot(byte[] content) throws IOException {
        CRC32C sum = new CRC32C();
        sum.update(content);
        byte[] end = ("end " + Long.toHexString(sum.getValue()) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(content, content.length + end.length);
        System.arraycopy(end, 0, whole, content.length, end.length);
        Path file = Files.write(DIRECTORY.resolve("snapshot-1"), whole);
        try {
            new Typed(SCHEMA, true).root(Snapshot.read(file).root());
        } catch (IOException e) {
            Check.that(e.getMessage() != null, "nothing is said about what is wrong");
        }
    }

    private static void journal(byte[] content) throws IOException {
        Path file = Files.write(DIRECTORY.resolve("journal-0"), content);
        long[] good = new long[1];
        try (Journal journal = Journal.open(file, (_, bytes) -> good[0] += bytes.length).journal()) {
            Check.that(journal.length() <= content.length && good[0] <= journal.length(), journal.length());
            journal.repair();
        }
        Journal.Opened again = Journal.open(file, (_, _) -> {});
        again.journal().close();
        Check.same(0L, again.damaged());
    }
}
