package io.braid.radius.dynamic;

import io.braid.radius.policy.ErrorCause;
import io.braid.radius.policy.PolicyException;

/** What becomes of a request. */
sealed interface Outcome {
    /** It was followed. */
    record Done() implements Outcome {}

    /**
     * It was not, and nothing has changed.
     *
     * @param why in words, without identities
     */
    record Refused(ErrorCause cause, String why) implements Outcome {
        static Refused of(PolicyException e) {
            return new Refused(e.errorCause(), e.getMessage());
        }
    }
}
