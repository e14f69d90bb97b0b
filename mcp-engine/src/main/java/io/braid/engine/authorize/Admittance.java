package io.braid.engine.authorize;

import io.braid.engine.verdict.Verdict;

/** What becomes of a connection of a subscriber. */
public sealed interface Admittance {
    /** It may be converted; it counts until {@link Office#leave}. */
    record Granted(Attached subscriber) implements Admittance {}

    /** It may not. */
    record Refused(Verdict.Refuse verdict) implements Admittance {}
}
