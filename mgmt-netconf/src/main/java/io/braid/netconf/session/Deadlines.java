package io.braid.netconf.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Lets things happen when something takes too long. One thread for all sessions; what happens must not block. */
public final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("netconf-deadlines").unstarted(task));

    public Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A deadline that is met by being closed in time. */
    public final class Deadline implements AutoCloseable {
        private final Future<?> missed;

        private Deadline(Future<?> missed) {
            this.missed = missed;
        }

        @Override
        public void close() {
            missed.cancel(false);
        }
    }

    /** Sets a deadline. */
    public Deadline in(Duration time, Runnable missed) {
        return new Deadline(timer.schedule(missed, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
