package io.braid.lab.host;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** Sends or receives one direction of a connection, hashing on the way. */
final class Pump {
    private static final int READ_BYTES = 256 << 10;
    private static final int ECONNRESET = 104;
    private static final int EPIPE = 32;

    private final MessageDigest digest;
    private long bytes;
    private long first;
    private long last;

    private Pump() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends {@code length} bytes, then ends the half if asked. */
    static Half send(Connection to, long seed, long length, boolean end) {
        return new Pump().sendAll(to, seed, length, end);
    }

    /** Receives to the end of the stream. */
    static Half receive(Connection from) {
        return new Pump().receiveAll(from, Long.MAX_VALUE);
    }

    /** Receives until this many bytes have come, or to the end of the stream. */
    static Half receive(Connection from, long length) {
        return new Pump().receiveAll(from, length);
    }

    /** Both directions of {@link Request.Kind#EXCHANGE} as one side does them. */
    static Sides exchange(Connection c, long seed, long length) {
        if (length == 0) {
            Half received = receive(c);
            return new Sides(send(c, seed, 0, true), received);
        }
        CompletableFuture<Half> sending =
                CompletableFuture.supplyAsync(() -> send(c, seed, length, true), Threads.EACH);
        Half received = receive(c);
        return new Sides(sending.join(), received);
    }

    /** What one side sent and received. */
    record Sides(Half sent, Half received) {}

    private Half sendAll(Connection to, long seed, long length, boolean end) {
        Content content = new Content(seed);
        try {
            while (bytes < length) {
                byte[] block = content.next();
                int n = (int) Math.min(block.length, length - bytes);
                digest.update(block, 0, n);
                to.write(block, 0, n);
                count(n);
            }
            if (end) {
                to.endOutput();
            }
            return half(Half.End.FINISHED);
        } catch (IOException e) {
            return half(end(e));
        }
    }

    private Half receiveAll(Connection from, long length) {
        byte[] buffer = new byte[READ_BYTES];
        try {
            while (bytes < length) {
                int n = from.read(buffer);
                if (n < 0) {
                    return half(Half.End.FINISHED);
                }
                digest.update(buffer, 0, n);
                count(n);
            }
            return half(Half.End.FINISHED);
        } catch (IOException e) {
            return half(end(e));
        }
    }

    private void count(int n) {
        last = System.nanoTime();
        if (bytes == 0) {
            first = last;
        }
        bytes += n;
    }

    private Half half(Half.End end) {
        return new Half(bytes, HexFormat.of().formatHex(digest.digest()), (last - first) / 1e9, end);
    }

    private static Half.End end(IOException e) {
        if (e instanceof io.braid.engine.linux.ErrnoException errno) {
            return errno.errno() == ECONNRESET || errno.errno() == EPIPE ? Half.End.RESET : Half.End.BROKEN;
        }
        String text = String.valueOf(e.getMessage());
        return text.contains("reset") || text.contains("Broken pipe") ? Half.End.RESET : Half.End.BROKEN;
    }
}
