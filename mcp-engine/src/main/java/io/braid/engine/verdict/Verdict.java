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

    /**
     * The conversion ends, and the customer is told why when there is a way to.
     *
     * @param value what an Error TLV says beside its code, 0 to 255: an ICMP code; or {@link #NO_VALUE}
     */
    record Refuse(Reason reason, String detail, int value) implements Verdict {}

    /** The refusal says all with its reason. */
    int NO_VALUE = -1;

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
        return new Refuse(reason, detail, NO_VALUE);
    }

    /** As above, with the value of the Error TLV, 0 to 255. */
    static Refuse refuse(Reason reason, String detail, int value) {
        return new Refuse(reason, detail, value);
    }
}
