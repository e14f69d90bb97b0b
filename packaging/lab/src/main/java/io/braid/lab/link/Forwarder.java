package io.braid.lab.link;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.PacketSocket;
import io.braid.engine.linux.PollSet;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Delay and loss of one cable, both ways, without netem: one thread between two interfaces of a namespace of its own.
 *
 * <pre>
 *   host A          wire namespace              host B
 *   if (tbf) ======= a  [DelayLine a to b]  b ======= if (tbf)
 *                       [DelayLine b to a]
 * </pre>
 *
 * The rate is kept by the hosts' ends, so that queues form where they would in a modem.
 */
public final class Forwarder implements AutoCloseable {
    private static final int SOCKET_BYTES = 4 << 20;
    private static final int RING_BYTES_MIN = 1 << 20;
    private static final int RING_BYTES_MAX = 16 << 20;
    private static final long IDLE_NANOS = 50_000_000L;

    private final PacketSocket a;
    private final PacketSocket b;
    private final DelayLine aToB;
    private final DelayLine bToA;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Starts forwarding.
     *
     * @param wire the namespace of both interfaces
     * @param aName interface towards host A
     * @param bName interface towards host B
     * @param down what happens to frames from A to B
     * @param up what happens to frames from B to A
     * @param seed of the random loss, for repeatable runs
     */
    public Forwarder(NetNs wire, String aName, String bName, Shape down, Shape up, long seed) throws IOException {
        this.a = PacketSocket.open(wire, aName, PacketSocket.Mode.FORWARD, SOCKET_BYTES);
        try {
            this.b = PacketSocket.open(wire, bName, PacketSocket.Mode.FORWARD, SOCKET_BYTES);
        } catch (IOException e) {
            a.close();
            throw e;
        }
        this.aToB = new DelayLine(a, b, down, ringBytes(down), seed);
        this.bToA = new DelayLine(b, a, up, ringBytes(up), ~seed);
        this.thread = Thread.ofPlatform().daemon().name("link-" + aName).start(this::run);
    }

    /** Twice what is under way at this rate and delay; for an unlimited rate the most allowed. */
    private static int ringBytes(Shape shape) {
        double underWay = shape.rateMbit() == 0 ? RING_BYTES_MAX : shape.rateMbit() * shape.delayMs() * 125 * 2;
        return (int) Math.clamp(underWay, RING_BYTES_MIN, RING_BYTES_MAX);
    }

    private void run() {
        PollSet poll = new PollSet(2);
        poll.set(0, a.fd(), PollSet.IN);
        poll.set(1, b.fd(), PollSet.IN);
        try {
            long wait = 0;
            while (!stopping) {
                poll.await(Math.min(wait, IDLE_NANOS));
                if (poll.ready(0)) {
                    aToB.take();
                }
                if (poll.ready(1)) {
                    bToA.take();
                }
                wait = Math.min(aToB.release(), bToA.release());
            }
        } catch (ErrnoException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of frames from A to B. */
    public LinkCounters down() {
        return aToB.counters();
    }

    /** What became of frames from B to A. */
    public LinkCounters up() {
        return bToA.counters();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        a.close();
        b.close();
    }
}
