package io.braid.bench.load;

/** Waiting for threads that were told to end. */
final class Threads {
    private Threads() {}

    /** Returns when it has ended; an interrupt is kept for whoever looks next. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
