package io.braid.bench.load;

import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends or receives for as long as each client asks, with a thread for each stream. */
public final class BulkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BulkServer.class);
    private static final long TURN_NANOS = 50_000_000L;
    private static final int REPORT_SECONDS = 20;

    private final int listener;
    private final Map<Long, CompletableFuture<Long>> counts = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean ending;

    /** Listens in a host. */
    public BulkServer(Host host, Protocol protocol, int port) throws IOException {
        this.listener = host.netns().call(() -> Wire.listen(protocol, port));
        this.thread = Thread.ofPlatform().daemon().name("bulk-server").start(this::accept);
    }

    private void accept() {
        PollSet pending = new PollSet(1);
        pending.set(0, listener, PollSet.IN);
        try {
            while (!ending) {
                int fd = StreamSocket.accept(listener);
                if (fd >= 0) {
                    Thread.ofPlatform().daemon().name("bulk-serve").start(() -> serve(fd));
                } else {
                    pending.await(TURN_NANOS);
                }
            }
        } catch (IOException e) {
            LOG.error("event=server-failed error=\"{}\"", e.getMessage());
        }
        StreamSocket.close(listener);
    }

    private void serve(int fd) {
        CompletableFuture<Long> count = null;
        try (Wire wire = new Wire(fd)) {
            Transfer transfer = Transfer.decode(wire.readExactly(Transfer.BYTES));
            count = count(transfer.id());
            long bytes;
            if (transfer.direction() == Transfer.Direction.UP) {
                bytes = wire.drain();
            } else {
                bytes = wire.flood(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(transfer.millis()));
                wire.drain();
            }
            count.complete(bytes);
        } catch (EOFException e) {
            // Whoever looked whether HAProxy listens made it connect here and said nothing.
            LOG.debug("event=no-transfer reason=\"{}\"", e.getMessage());
        } catch (IOException e) {
            if (count != null) {
                count.completeExceptionally(e);
            }
            LOG.debug("event=transfer-failed error=\"{}\"", e.getMessage());
        }
    }

    private CompletableFuture<Long> count(long id) {
        return counts.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /** Bytes the server sent or received in a transfer that is over at the client. */
    long bytes(Transfer transfer) throws IOException {
        try {
            return count(transfer.id()).get(REPORT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the server saw no end of a transfer within " + REPORT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("server: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            counts.remove(transfer.id());
        }
    }

    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
