package io.braid.engine.authorize;

import io.braid.engine.config.AuthorizationConfig.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one authorizer after the other until one permits or denies. */
final class Chain {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

    /**
     * What came of it.
     *
     * @param by who decided; empty if nobody did
     * @param learned who the subscriber is, as far as anybody told
     */
    record Outcome(Decision decision, Optional<Method> by, Optional<Identity> learned) {}

    private final List<Method> order;
    private final Map<Method, Authorizer> authorizers;
    private final Consumer<Outcome> answer;
    private String unavailable;
    private String abstained = "nobody permits it";

    private Chain(List<Method> order, Map<Method, Authorizer> authorizers, Consumer<Outcome> answer) {
        this.order = order;
        this.authorizers = authorizers;
        this.answer = answer;
    }

    /** Asks; the answer comes once, on any thread, perhaps before this returns. */
    static void ask(List<Method> order, Map<Method, Authorizer> authorizers, Query query, Consumer<Outcome> answer) {
        new Chain(order, authorizers, answer).next(0, query);
    }

    private void next(int at, Query query) {
        if (at == order.size()) {
            Decision last = unavailable == null ? new Decision.Deny(abstained) : new Decision.Unavailable(unavailable);
            answer.accept(new Outcome(last, Optional.empty(), query.identity()));
            return;
        }
        Method method = order.get(at);
        Authorizer authorizer = authorizers.get(method);
        if (authorizer == null) {
            heard(at, query, new Decision.Unavailable(method + " is not there"));
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<Decision> once = decision -> {
            if (answered.compareAndSet(false, true)) {
                heard(at, query, decision);
            }
        };
        try {
            authorizer.authorize(query, once);
        } catch (RuntimeException e) {
            LOG.warn("event=authorizer-failed method={} error=\"{}\"", method, e.getMessage(), e);
            once.accept(new Decision.Unavailable(e.toString()));
        }
    }

    private void heard(int at, Query query, Decision decision) {
        switch (decision) {
            case Decision.Permit permit ->
                answer.accept(new Outcome(permit, Optional.of(order.get(at)), query.identity()));
            case Decision.Deny deny -> answer.accept(new Outcome(deny, Optional.of(order.get(at)), query.identity()));
            case Decision.Abstain none -> {
                abstained = none.why();
                next(at + 1, none.learned().map(query::with).orElse(query));
            }
            case Decision.Unavailable failed -> {
                unavailable = failed.why();
                next(at + 1, query);
            }
        }
    }
}
