package io.braid.lab.capture;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PacketSocket;
import io.braid.engine.linux.PollSet;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes what passes one interface into a pcapng file, both ways. From the return of {@link #start} on nothing is missed;
 * {@link #close} writes down all that came before it. It needs no rights beyond the namespace it looks at.
 */
public final class Capture implements AutoCloseable {
    /** Bytes kept of a frame: all headers of TCP, and the first bytes of the stream. */
    public static final int SNAP_BYTES = 256;

    private static final int SOCKET_BYTES = 32 << 20;
    private static final long TURN_NANOS = 20_000_000L;

    private final String name;
    private final Path file;
    private final Filter filter;
    private final PacketSocket socket;
    private final PcapngWriter writer;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile IOException failure;
    private volatile long lastNanos = System.nanoTime();
    private long dropped;

    private Capture(String name, Path file, Filter filter, PacketSocket socket, PcapngWriter writer) {
        this.name = name;
        this.file = file;
        this.filter = filter;
        this.socket = socket;
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("capture-" + name).start(this::run);
    }

    /** Starts capturing at a host's interface. */
    public static Capture start(Host host, String interfaceName, Filter filter, Path file) throws IOException {
        PacketSocket socket =
                PacketSocket.open(host.netns(), interfaceName, PacketSocket.Mode.OBSERVE, SOCKET_BYTES);
        String name = host.name() + "-" + interfaceName;
        return new Capture(name, file, filter, socket, new PcapngWriter(file, name, SNAP_BYTES));
    }

    private void run() {
        PollSet poll = new PollSet(1);
        poll.set(0, socket.fd(), PollSet.IN);
        NativeBuffer buffer = NativeBuffer.permanent(SNAP_BYTES);
        byte[] frame = new byte[SNAP_BYTES];
        try {
            boolean last = false;
            while (!last) {
                // What was under way when the end was called for is still taken: one more wait, one more emptying.
                last = stopping;
                poll.await(TURN_NANOS);
                drain(buffer, frame);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void drain(NativeBuffer buffer, byte[] frame) throws IOException {
        int length = socket.receive(buffer, 0, SNAP_BYTES);
        while (length >= 0) {
            int captured = Math.min(length, SNAP_BYTES);
            buffer.get(0, frame, 0, captured);
            lastNanos = System.nanoTime();
            if (filter.keeps(frame, captured)) {
                writer.frame(socket.receivedAt(), frame, captured, length);
            }
            length = socket.receive(buffer, 0, SNAP_BYTES);
        }
    }

    /** Host and interface. */
    public String name() {
        return name;
    }

    public Path file() {
        return file;
    }

    /** Nanoseconds since the last frame passed, or since the start. */
    long nanosSinceLast() {
        return System.nanoTime() - lastNanos;
    }

    /** Frames missing from the file because they came faster than they could be written; known once closed. */
    public long dropped() {
        return dropped;
    }

    @Override
    public synchronized void close() throws IOException {
        if (stopping) {
            return;
        }
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        dropped = socket.dropped();
        socket.close();
        writer.close();
        if (failure != null) {
            throw new IOException("capture " + name + ": " + failure.getMessage(), failure);
        }
    }
}
