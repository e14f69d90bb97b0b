package io.braid.yang.store;

import io.braid.yang.tree.Branch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A whole configuration in a file: a line with the format, one about the data, the tree, and a line with
 * the checksum of all before it.
 *
 * @param generation its number
 * @param schemaVersion the version of the model its data has
 * @param judge by what it was found valid; empty if it was not judged
 * @param root the tree
 */
record Snapshot(long generation, int schemaVersion, String judge, StoredNode root) {
    private static final String FORMAT = "braid-configuration 1";
    private static final String NONE = "-";
    private static final String END = "end ";

    /**
     * Writes a file, complete or not at all.
     *
     * @return its length in bytes
     */
    static long write(Path file, long generation, int schemaVersion, String judge, Branch root) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try (FileChannel channel = Durable.open(draft)) {
            CRC32C sum = new CRC32C();
            OutputStream bytes = new CheckedOutputStream(Channels.newOutputStream(channel), sum);
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), 1 << 16);
            out.append(FORMAT).append('\n');
            out.append("generation ").append(Long.toString(generation));
            out.append(" schema ").append(Integer.toString(schemaVersion));
            out.append(" judge ").append(judge.isEmpty() ? NONE : judge).append('\n');
            new TreeText(out).root(root);
            out.flush();
            out.append(END).append(Long.toHexString(sum.getValue())).append('\n');
            out.flush();
            channel.force(true);
        }
        Durable.publish(draft, file);
        return Files.size(file);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is torn, damaged or cannot be read
     */
    static Snapshot read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = lastLine(all);
        CRC32C sum = new CRC32C();
        sum.update(all, 0, end);
        String wanted = END + Long.toHexString(sum.getValue()) + "\n";
        if (!wanted.equals(new String(all, end, all.length - end, StandardCharsets.UTF_8))) {
            throw new IOException(file.getFileName() + " is torn or damaged");
        }
        int at = 0;
        StoredNode root = StoredNode.container("");
        LineReader lines = new LineReader(root);
        String[] head = {"", ""};
        for (int number = 0; at < end; number++) {
            int next = at;
            while (all[next] != '\n') {
                next++;
            }
            String line = new String(all, at, next - at, StandardCharsets.UTF_8);
            if (number < head.length) {
                head[number] = line;
            } else {
                lines.line(line);
            }
            at = next + 1;
        }
        String[] words = head[1].split(" ");
        if (!head[0].equals(FORMAT) || words.length != 6 || !lines.complete()) {
            throw new IOException(file.getFileName() + " has a form that is not known");
        }
        String judge = words[5].equals(NONE) ? "" : words[5];
        try {
            return new Snapshot(Long.parseLong(words[1]), Integer.parseInt(words[3]), judge, root);
        } catch (NumberFormatException e) {
            throw new IOException(file.getFileName() + " has a form that is not known", e);
        }
    }

    /** Where the last line begins. */
    private static int lastLine(byte[] all) {
        int at = Math.max(0, all.length - 1);
        while (at > 0 && all[at - 1] != '\n') {
            at--;
        }
        return at;
    }
}
