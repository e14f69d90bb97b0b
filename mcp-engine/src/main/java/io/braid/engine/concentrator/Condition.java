package io.braid.engine.concentrator;

import io.braid.engine.config.FallbackConfig;
import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.verdict.Verdict;
import java.util.Optional;

/**
 * What is remembered of one attachment. Times are milliseconds of the monotonic clock.
 *
 * @param health what is known
 * @param cause why it is not used; empty when it is
 * @param until when it may be used, or is probed, again
 * @param policy the policy under which it failed; empty when it did not
 * @param plainSynUntil until when its SYNs carry no data, as one with data was lost; 0 when they may
 * @param cookie what it wants to see in a request (RFC 8803 §4.2.7); empty when it never asked for one
 */
public record Condition(
        Health health,
        Optional<Verdict.Refuse> cause,
        long until,
        Optional<FallbackConfig> policy,
        long plainSynUntil,
        Optional<ConvertTlv.Cookie> cookie) {
    static final Condition UNKNOWN =
            new Condition(Health.UNTRIED, Optional.empty(), 0, Optional.empty(), 0, Optional.empty());

    Condition with(Health now) {
        return new Condition(now, Optional.empty(), 0, Optional.empty(), plainSynUntil, cookie);
    }

    Condition with(Health now, Verdict.Refuse why, long end, FallbackConfig under) {
        return new Condition(now, Optional.of(why), end, Optional.of(under), plainSynUntil, cookie);
    }

    Condition withPlainSyn(long end) {
        return new Condition(health, cause, until, policy, end, cookie);
    }

    Condition withCookie(Optional<ConvertTlv.Cookie> fresh) {
        return new Condition(health, cause, until, policy, plainSynUntil, fresh);
    }

    /** Whether a customer's connection may be sent there. */
    boolean open(long now) {
        return switch (health) {
            case UNTRIED, USABLE -> true;
            case FAILED -> false;
            case BACKING_OFF -> until <= now;
        };
    }
}
