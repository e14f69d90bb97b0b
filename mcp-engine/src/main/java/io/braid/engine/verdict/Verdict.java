package io.braid.engine.verdict;

/**
 * What one room decided about one conversion. A conversion keeps the last one of each room.
 */
public sealed interface Verdict {
    /** Which decision it is; names room, blame, clause and answer. */
    Reason reason();

    /** What the decision was made on, for people; empty when the reason says it all. */
    String detail();

    /** The conversion goes on. */
    record Pass(Reason reason, String detail) implements Verdict {}

    /** The conversion ends, and the customer is told why when there is a way to. */
    record Refuse(Reason reason, String detail) implements Verdict {}

    /** The room that decided. */
    default Room room() {
        return reason().room();
    }

    static Verdict pass(Reason reason) {
        return new Pass(reason, "");
    }

    static Verdict pass(Reason reason, String detail) {
        return new Pass(reason, detail);
    }

    static Refuse refuse(Reason reason, String detail) {
        return new Refuse(reason, detail);
    }
}
