package io.braid.engine.authorize;

import java.util.function.Consumer;

/** Somebody who can tell whether a subscriber may use the service (draft S5.3). */
public interface Authorizer {
    /**
     * Asks. Returns at once; is called on any thread, for one subscriber never twice at a time.
     *
     * @param answer to be called exactly once, on any thread, before or after this returns. Within a time of its own: a
     *     customer waits. Calls after the first are ignored.
     */
    void authorize(Query query, Consumer<Decision> answer);
}
