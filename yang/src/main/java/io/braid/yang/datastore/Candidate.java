package io.braid.yang.datastore;

import io.braid.yang.tree.Branch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A configuration in the making: a base, which was running once, and what was edited since. It may be invalid between
 * edits. Only the datastore changes it; reading is safe from any thread.
 */
public final class Candidate {
    private final boolean shared;
    private final AtomicReference<State> state;

    /** What it is at one moment: the base and the edited tree. */
    record State(Generation base, Branch root) {}

    Candidate(boolean shared, Generation base) {
        this.shared = shared;
        this.state = new AtomicReference<>(new State(base, base.root()));
    }

    /** Whether it is the one that all NETCONF sessions share (RFC 6241 §8.3). */
    public boolean shared() {
        return shared;
    }

    /** The edited tree, without defaults. */
    public Branch root() {
        return state.get().root;
    }

    /** The number of the running configuration that it started from. */
    public long base() {
        return state.get().base.number();
    }

    /** The running configuration that it started from. */
    public Branch original() {
        return state.get().base.root();
    }

    /** Whether it differs from its base. */
    public boolean dirty() {
        State now = state.get();
        return now.root != now.base.root();
    }

    State state() {
        return state.get();
    }

    void set(State next) {
        state.set(next);
    }

    /** Changes it, unless somebody else did meanwhile. */
    void replace(State expected, State next) {
        state.compareAndSet(expected, next);
    }
}
