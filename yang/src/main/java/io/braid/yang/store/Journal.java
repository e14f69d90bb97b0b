package io.braid.yang.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A file of records, each {@code record length checksum}, the content and a line end. Records are added at the end and never
 * changed. For one thread at a time.
 */
final class Journal implements Closeable {
    private static final byte[] FIRST_LINE = "braid-journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_MAX = 40;
    private static final int LENGTH_MAX = 999_999_999;

    private final Path file;
    private final FileChannel channel;
    private long end;
    private boolean broken;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Is told of each good record while the journal is opened. */
    interface Sink {
        void record(long position, byte[] content) throws IOException;
    }

    /** What was found at opening: how many bytes at the end are no good record. */
    record Opened(Journal journal, long damaged) {}

    /** Opens a journal, or makes one. Stops at the first record that is torn or damaged. */
    static Opened open(Path file, Sink sink) throws IOException {
        FileChannel channel = Durable.open(file);
        try {
            Journal journal = new Journal(file, channel);
            return new Opened(journal, journal.scan(sink));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private long scan(Sink sink) throws IOException {
        byte[] first = bytes(0, FIRST_LINE.length);
        if (!Arrays.equals(first, FIRST_LINE)) {
            return channel.size();
        }
        end = FIRST_LINE.length;
        while (end < channel.size()) {
            byte[] content = readable(end);
            if (content == null) {
                break;
            }
            sink.record(end, content);
            end = next(end, content);
        }
        return channel.size() - end;
    }

    /** The same as {@link #content}, where the medium gives it. */
    private byte[] readable(long position) {
        try {
            return content(position);
        } catch (IOException e) {
            return null;
        }
    }

    /** The content of the record at a position; null if there is no good one. */
    private byte[] content(long position) throws IOException {
        String head = new String(bytes(position, HEAD_MAX), StandardCharsets.US_ASCII);
        int line = head.indexOf('\n');
        String[] words = line < 0 ? new String[0] : head.substring(0, line).split(" ", -1);
        if (words.length != 3 || !words[0].equals("record") || !words[1].matches("[1-9][0-9]{0,8}")) {
            return null;
        }
        int length = Integer.parseInt(words[1]);
        if (channel.size() - position - line - 1 < length + 1L) {
            return null;
        }
        byte[] content = bytes(position + line + 1, length + 1);
        if (content[length] != '\n') {
            return null;
        }
        byte[] exact = Arrays.copyOf(content, length);
        return head(exact).equals(head.substring(0, line + 1)) ? exact : null;
    }

    /** The content of a record that was good when it was found. */
    byte[] read(long position) throws IOException {
        byte[] content = content(position);
        if (content == null) {
            throw new IOException(file.getFileName() + " has no good record at " + position);
        }
        return content;
    }

    /** A record of a journal that nothing is added to any more. */
    static byte[] readOnce(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Journal(file, channel).read(position);
        }
    }

    private byte[] bytes(long position, int count) throws IOException {
        int available = Math.clamp(channel.size() - position, 0, count);
        ByteBuffer buffer = ByteBuffer.allocate(available);
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = channel.read(buffer, position + buffer.position());
        }
        return buffer.array();
    }

    private static long next(long position, byte[] content) {
        return position + head(content).length() + content.length + 1;
    }

    private static String head(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return "record " + content.length + " " + Long.toHexString(sum.getValue()) + "\n";
    }

    /** Cuts off what is no good record, and makes the journal ready for more. */
    void repair() throws IOException {
        if (end == 0) {
            channel.truncate(0);
            write(ByteBuffer.wrap(FIRST_LINE), 0);
            end = FIRST_LINE.length;
        }
        channel.truncate(end);
        channel.force(true);
    }

    /**
     * Adds a record and makes it durable.
     *
     * @return its position
     * @throws IOException if it is not durable; then it is not there either
     */
    long append(byte[] content) throws IOException {
        if (broken) {
            throw new IOException(file.getFileName() + " could not be written before, and takes nothing more");
        }
        if (content.length > LENGTH_MAX) {
            throw new IOException("a commit of more than " + LENGTH_MAX + " bytes is not kept: make several");
        }
        byte[] head = head(content).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer record = ByteBuffer.allocate(head.length + content.length + 1);
        record.put(head).put(content).put((byte) '\n').flip();
        try {
            write(record, end);
            channel.force(false);
        } catch (IOException e) {
            undo(e);
            throw e;
        }
        long position = end;
        end += record.limit();
        return position;
    }

    private void undo(IOException cause) {
        try {
            channel.truncate(end);
            channel.force(false);
        } catch (IOException e) {
            broken = true;
            cause.addSuppressed(e);
        }
    }

    private void write(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }

    Path file() {
        return file;
    }

    /** Length of the good part, in bytes. */
    long length() {
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
