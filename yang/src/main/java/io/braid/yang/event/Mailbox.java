package io.braid.yang.event;

import io.braid.yang.port.NotificationStream.Event;
import io.braid.yang.port.NotificationStream.Subscription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The queue of one subscriber. One thread takes from it; any thread closes it. */
public final class Mailbox implements AutoCloseable {
    /** The longest wait there is. */
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> replay;
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private Optional<Subscription> subscription = Optional.empty();
    private boolean replayDone;

    /** How many events were lost since the last that was queued. */
    private long lost;

    private boolean closed;

    Mailbox(int max, Collection<Event> replay) {
        if (max < 1) {
            throw new IllegalArgumentException("a queue with room for nothing");
        }
        this.max = max;
        this.replay = new ArrayDeque<>(replay);
    }

    void subscribed(Subscription to) {
        subscription = Optional.of(to);
    }

    void offer(Event event) {
        lock.lock();
        try {
            if (queue.size() >= max) {
                lost++;
                return;
            }
            tellLoss();
            queue.addLast(new Delivery.Happened(event));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void tellLoss() {
        if (lost > 0) {
            queue.addLast(new Delivery.Lost(lost));
            lost = 0;
        }
    }

    /**
     * What comes next. First what the log had, then its end, then what happens.
     *
     * @param patience how long to wait for it
     * @return empty if nothing came in time
     */
    public Optional<Delivery> next(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!closed && replayDone && queue.isEmpty() && lost == 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Delivery> take() {
        if (closed) {
            return Optional.of(new Delivery.Closed());
        }
        if (!replay.isEmpty()) {
            return Optional.of(new Delivery.Replayed(replay.removeFirst()));
        }
        if (!replayDone) {
            replayDone = true;
            return Optional.of(new Delivery.ReplayDone());
        }
        if (queue.isEmpty()) {
            tellLoss();
        }
        return Optional.ofNullable(queue.pollFirst());
    }

    /** Ends the subscription; who waits is told. */
    @Override
    public void close() {
        subscription.ifPresent(Subscription::close);
        lock.lock();
        try {
            closed = true;
            queue.clear();
            replay.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
