package io.braid.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Records in a file until they are done with, in the order of their numbers. Memory holds where they are, the file what
 * they are. It is only appended to; when most of it is done with, what is left is written to a new one that replaces it.
 *
 * <p>What was appended survives the end of the process at once, and a loss of power after {@link #sync}. A file that ends
 * in the middle of a record was being written: that record is dropped, and counted. Locks itself.
 */
public final class Spool implements AutoCloseable {
    /** Length of what follows, checksum, kind, number. */
    private static final int HEADER = 4 + 4 + 1 + 8;

    private static final byte RECORD = 1;
    private static final byte DONE = 2;

    /** Below this size a file is not worth being rewritten. */
    private static final long REWRITE_BYTES_MIN = 1 << 16;

    private record Place(long at, int length) {}

    private final Path file;
    private final TreeMap<Long, Place> places = new TreeMap<>();
    private FileChannel channel;
    private long end;
    private long live;
    private long last;
    private long damaged;
    private boolean dirty;

    private Spool(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        read();
    }

    /** Opens a file, or begins one. */
    public static Spool open(Path file) throws IOException {
        return new Spool(file);
    }

    private void read() throws IOException {
        long size = channel.size();
        while (size - end >= HEADER) {
            ByteBuffer header = read(end, HEADER);
            int length = header.getInt();
            int checksum = header.getInt();
            if (length < 0 || length > size - end - HEADER) {
                break;
            }
            byte kind = header.get();
            long number = header.getLong();
            if (checksum != checksum(kind, number, read(end + HEADER, length).array())) {
                break;
            }
            if (kind == RECORD) {
                places.put(number, new Place(end + HEADER, length));
                live += length;
            } else {
                forget(number);
            }
            last = Math.max(last, number);
            end += HEADER + length;
        }
        if (end < size) {
            damaged++;
            channel.truncate(end);
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new IOException(file + " ends before octet " + (at + length));
            }
        }
        return buffer.flip();
    }

    private static int checksum(byte kind, long number, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    /**
     * Appends a record.
     *
     * @param recordsMax most records that may wait
     * @return its number; empty if as many wait as may
     */
    public synchronized OptionalLong add(byte[] record, int recordsMax) throws IOException {
        if (places.size() >= recordsMax) {
            return OptionalLong.empty();
        }
        long number = last + 1;
        long at = append(RECORD, number, record);
        last = number;
        places.put(number, new Place(at, record.length));
        live += record.length;
        return OptionalLong.of(number);
    }

    private long append(byte kind, long number, byte[] payload) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.length)
                .putInt(payload.length)
                .putInt(checksum(kind, number, payload))
                .put(kind)
                .putLong(number)
                .put(payload)
                .flip();
        long at = end;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        end = at;
        dirty = true;
        return end - payload.length;
    }

    /** A record that waits. */
    public synchronized byte[] get(long number) throws IOException {
        Place place = places.get(number);
        if (place == null) {
            throw new IllegalArgumentException("no record " + number + " waits");
        }
        return read(place.at, place.length).array();
    }

    /** Those that wait, the eldest first. */
    public synchronized List<Long> waiting() {
        return List.copyOf(places.keySet());
    }

    /** How many wait. */
    public synchronized int size() {
        return places.size();
    }

    /** How often the end of the file was found damaged. */
    public synchronized long damaged() {
        return damaged;
    }

    /** A record is done with. */
    public synchronized void done(long number) throws IOException {
        if (!forget(number)) {
            return;
        }
        append(DONE, number, new byte[0]);
        if (end > REWRITE_BYTES_MIN && end > 2 * (live + (long) places.size() * HEADER)) {
            rewrite();
        }
    }

    private boolean forget(long number) {
        Place place = places.remove(number);
        if (place != null) {
            live -= place.length;
        }
        return place != null;
    }

    private void rewrite() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (Spool next = new Spool(fresh)) {
            for (Map.Entry<Long, Place> entry : places.entrySet()) {
                byte[] record = read(entry.getValue().at, entry.getValue().length).array();
                long at = next.append(RECORD, entry.getKey(), record);
                entry.setValue(new Place(at, record.length));
            }
            next.sync();
            end = next.end;
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        channel.close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** What was appended survives a loss of power from now on. */
    public synchronized void sync() throws IOException {
        if (dirty) {
            channel.force(false);
            dirty = false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        sync();
        channel.close();
    }
}
