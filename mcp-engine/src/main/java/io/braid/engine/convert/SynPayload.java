package io.braid.engine.convert;

import java.util.OptionalInt;

/**
 * What is known of the SYN that opened a stream. MP_CONVERT counts only in the payload of a SYN with MP_CAPABLE
 * (plain-mode-10 §5.2); elsewhere the same bytes are user data.
 *
 * @param mpCapable whether the SYN carried MP_CAPABLE
 * @param length how many of the first bytes came in the SYN; empty when unknown: then the bytes given first to the
 *     decoder must include all that the SYN carried, as one read of a new socket does
 */
public record SynPayload(boolean mpCapable, OptionalInt length) {
    /** No MP_CAPABLE, or nothing known: only RFC 8803 can be recognised. */
    public static final SynPayload NONE = new SynPayload(false, OptionalInt.empty());

    /** A SYN with MP_CAPABLE and a payload of unknown length. */
    public static final SynPayload MP_CAPABLE = new SynPayload(true, OptionalInt.empty());

    /** A SYN with MP_CAPABLE and this many bytes. */
    public static SynPayload ofLength(int bytes) {
        return new SynPayload(true, OptionalInt.of(bytes));
    }

    /** Whether MP_CONVERT may be in it: no element is shorter than one word. */
    boolean mayConvert() {
        return mpCapable && length.orElse(MpConvert.HEAD) >= MpConvert.HEAD;
    }
}
