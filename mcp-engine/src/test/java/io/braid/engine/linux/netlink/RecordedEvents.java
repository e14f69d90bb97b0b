package io.braid.engine.linux.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A listener that a test can wait on. */
class RecordedEvents implements PathEvents.Listener {
    private final BlockingQueue<PathEvent> events = new LinkedBlockingQueue<>(10_000);
    final AtomicInteger overruns = new AtomicInteger();

    @Override
    public void event(PathEvent event) {
        events.add(event);
    }

    @Override
    public void overrun() {
        overruns.incrementAndGet();
    }

    /** The next event that fits; those before it are dropped. */
    PathEvent await(PathEvent.Type type, Predicate<PathEvent> fits) throws InterruptedException {
        List<PathEvent> others = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            PathEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError("no " + type + " within 10 s, but " + others);
            }
            if (event.type() == type && fits.test(event)) {
                return event;
            }
            others.add(event);
        }
    }

    PathEvent await(PathEvent.Type type) throws InterruptedException {
        return await(type, event -> true);
    }
}
