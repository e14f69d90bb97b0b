package io.braid.radius.dynamic;

import static io.braid.radius.policy.ErrorCause.MISSING_ATTRIBUTE;
import static io.braid.radius.policy.ErrorCause.REQUEST_INITIATED;
import static io.braid.radius.policy.ErrorCause.RESOURCES_UNAVAILABLE;
import static io.braid.radius.policy.ErrorCause.SESSION_CONTEXT_NOT_FOUND;
import static io.braid.radius.policy.ErrorCause.UNSUPPORTED_SERVICE;

import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.Subscribers;
import io.braid.engine.authorize.Subscription;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.Packet;
import io.braid.radius.policy.PolicyException;
import io.braid.radius.policy.PolicyReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Follows requests: finds the subscribers that are meant, and lets the engine change or end them. */
final class Orders {
    private static final int AUTHORIZE_ONLY = 17;

    /** How long the engine may take until its conversions are changed; the server asks again after seconds. */
    private static final long APPLY_MS_MAX = 2_000;

    private final Subscribers subscribers;
    private final Supplier<PolicyReader> policies;

    Orders(Subscribers subscribers, Supplier<PolicyReader> policies) {
        this.subscribers = subscribers;
        this.policies = policies;
    }

    /** Follows a request; the stage is complete when the engine has applied it, and never fails. */
    CompletionStage<Outcome> follow(Packet request, String nasIdentifier, int vendor) {
        try {
            Attributes attributes = request.attributes();
            Grounds.checkNas(attributes, nasIdentifier);
            return request.code() == Code.DISCONNECT_REQUEST ? disconnect(attributes) : change(attributes, vendor);
        } catch (PolicyException e) {
            return CompletableFuture.completedStage(Outcome.Refused.of(e));
        }
    }

    private CompletionStage<Outcome> disconnect(Attributes attributes) throws PolicyException {
        Grounds.checkDisconnect(attributes);
        return all(found(attributes), one -> subscribers.end(one, Ending.DISCONNECTED));
    }

    private CompletionStage<Outcome> change(Attributes attributes, int vendor) throws PolicyException {
        Grounds.checkChange(attributes, vendor);
        if (attributes.has("Service-Type")) {
            return reauthorize(attributes);
        }
        UnaryOperator<SubscriberPolicy> change = policies.get().change(attributes);
        return all(found(attributes), one -> subscribers.change(one, change));
    }

    /** RFC 5176 §3.2: the server is asked anew, and says then what is to be changed. */
    private CompletionStage<Outcome> reauthorize(Attributes attributes) throws PolicyException {
        if (number(attributes) != AUTHORIZE_ONLY) {
            throw new PolicyException(UNSUPPORTED_SERVICE, "its Service-Type is not Authorize-Only");
        }
        if (!attributes.has("State")) {
            throw new PolicyException(MISSING_ATTRIBUTE, "Authorize-Only needs a State");
        }
        found(attributes).forEach(subscribers::reauthorize);
        throw new PolicyException(REQUEST_INITIATED, "the server is asked anew");
    }

    private static long number(Attributes attributes) {
        try {
            return attributes.number("Service-Type").orElse(0);
        } catch (AttributeException _) {
            return 0;
        }
    }

    private List<Subscription> found(Attributes attributes) throws PolicyException {
        List<Subscription> found = subscribers.find(Selection.of(attributes));
        if (found.isEmpty()) {
            throw new PolicyException(SESSION_CONTEXT_NOT_FOUND, "no subscriber fits");
        }
        return found;
    }

    /** All of them; those that have ended meanwhile need nothing more, unless they are all. */
    private static CompletionStage<Outcome> all(
            List<Subscription> found, Function<Subscription, CompletionStage<Boolean>> order) {
        List<CompletableFuture<Boolean>> each =
                found.stream().map(one -> order.apply(one).toCompletableFuture()).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .orTimeout(APPLY_MS_MAX, TimeUnit.MILLISECONDS)
                .handle((_, failure) -> {
                    if (failure != null) {
                        return new Outcome.Refused(RESOURCES_UNAVAILABLE, "it could not be applied in time");
                    }
                    return each.stream().anyMatch(CompletableFuture::join)
                            ? new Outcome.Done()
                            : new Outcome.Refused(SESSION_CONTEXT_NOT_FOUND, "the subscriber has just left");
                });
    }
}
