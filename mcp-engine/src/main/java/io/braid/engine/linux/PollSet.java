package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A fixed number of descriptors one thread waits for, with a timeout in nanoseconds. For the few descriptors of tools
 * beside the event loops; conversions live on {@link LoopHandle}.
 */
public final class PollSet {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int capacity;
    private final MemorySegment fds;
    private final MemorySegment timeout;

    /** A set of {@code capacity} entries, all of them empty. */
    public PollSet(int capacity) {
        this.capacity = capacity;
        Arena arena = Arena.ofAuto();
        this.fds = arena.allocate(capacity * 8L, 8);
        this.timeout = arena.allocate(16, 8);
        for (int i = 0; i < capacity; i++) {
            Libc.pollFd(fds, i, -1, 0);
        }
    }

    /** Puts a descriptor into an entry; -1 empties it. */
    public void set(int index, int fd, int events) {
        Libc.pollFd(fds, index, fd, events);
    }

    /**
     * Waits until a descriptor is ready or the time is over; a signal may end the wait early.
     *
     * @param nanos nanoseconds to wait at most; negative waits for ever
     * @return number of ready descriptors
     */
    public int await(long nanos) throws ErrnoException {
        MemorySegment limit = MemorySegment.NULL;
        if (nanos >= 0) {
            timeout.set(ValueLayout.JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
            timeout.set(ValueLayout.JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
            limit = timeout;
        }
        int ready = Libc.ppoll(fds, capacity, limit);
        return ready == -Errno.EINTR ? 0 : ErrnoException.check("ppoll", capacity + " descriptors", ready);
    }

    /** What the last wait found for an entry; errors and hang-ups count as ready for everything. */
    public boolean ready(int index) {
        return Libc.pollEvents(fds, index) != 0;
    }
}
