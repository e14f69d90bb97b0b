package io.braid.engine.linux.probe;

import java.io.IOException;

/**
 * One thing Braid needs or likes to have.
 *
 * @param name short, of lower-case words
 * @param state whether it is there
 * @param purpose what Braid uses it for
 * @param seen what was found: a value, a version or an error
 * @param remedy what to do about it; empty when nothing is to be done
 */
public record Ability(String name, State state, String purpose, String seen, String remedy) {
    /** Whether an ability is there. */
    public enum State {
        OK,
        /** It is not there, and Braid works with less. */
        DEGRADED,
        /** It is not there, and Braid does not work without. */
        MISSING
    }

    /** An attempt to use an ability: what was found, or an exception that says why not. */
    interface Attempt {
        String run() throws IOException;
    }

    /** Tries an ability that Braid does not work without. */
    static Ability needed(String name, String purpose, String remedy, Attempt attempt) {
        return tried(name, State.MISSING, purpose, remedy, attempt);
    }

    /** Tries an ability that Braid can do without. */
    static Ability wanted(String name, String purpose, String remedy, Attempt attempt) {
        return tried(name, State.DEGRADED, purpose, remedy, attempt);
    }

    private static Ability tried(String name, State otherwise, String purpose, String remedy, Attempt attempt) {
        try {
            return new Ability(name, State.OK, purpose, attempt.run(), "");
        } catch (IOException e) {
            return new Ability(name, otherwise, purpose, e.getMessage(), remedy);
        }
    }
}
