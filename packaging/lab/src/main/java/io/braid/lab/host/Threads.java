package io.braid.lab.host;

import java.util.concurrent.Executor;

/** A thread for each direction of the few connections of a scenario. */
final class Threads {
    static final Executor EACH = work -> Thread.ofPlatform().daemon().name("traffic").start(work);

    private Threads() {}
}
