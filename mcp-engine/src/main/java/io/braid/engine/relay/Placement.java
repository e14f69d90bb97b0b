package io.braid.engine.relay;

import java.util.List;

/**
 * Which loop converts a fresh connection. The loop that happened to wake takes it, unless it has clearly more than
 * another: a few transfers that last must not all sit on one processor.
 */
final class Placement {
    /** A loop may have this part more than another: to hand over costs a wake-up, and short connections even out. */
    private static final int SLACK_DIVISOR = 4;

    private final List<ConversionLoop> loops;

    Placement(List<ConversionLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /** The loop for a connection that {@code here} accepted. */
    ConversionLoop choose(ConversionLoop here) {
        ConversionLoop least = here;
        for (ConversionLoop loop : loops) {
            if (loop.load() < least.load()) {
                least = loop;
            }
        }
        return here.load() > least.load() + least.load() / SLACK_DIVISOR ? least : here;
    }
}
