package io.braid.engine.authorize;

import io.braid.engine.authorize.Entry.Standing;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an answer, or that there is none, means for a subscriber. Who calls holds the entry's lock. */
final class Judgement {
    private final String service;
    private final Registry registry;

    Judgement(String service, Registry registry) {
        this.service = service;
        this.registry = registry;
    }

    /** What came of a question; complete when the subscriber's conversions have seen to it. */
    CompletionStage<Void> judge(Entry entry, AuthorizationConfig config, Chain.Outcome outcome) {
        long now = Registry.now();
        return switch (outcome.decision()) {
            case Decision.Permit permit when permit.policy().use() != Use.DENY -> {
                entry.standing = Standing.PERMITTED;
                entry.confirmedAt = now;
                entry.until = now + permit.policy().sessionTimeout().orElse(config.permitLifetime()).toMillis();
                registry.available(service, true, "");
                yield grant(entry, outcome.by(), permit.policy(), outcome.learned());
            }
            case Decision.Permit denied -> {
                registry.available(service, true, "");
                yield deny(entry, config, denied.why());
            }
            case Decision.Deny denied -> {
                registry.available(service, true, "");
                yield deny(entry, config, denied.why());
            }
            case Decision.Abstain none -> deny(entry, config, none.why());
            case Decision.Unavailable failed -> {
                registry.available(service, false, failed.why());
                entry.until = now + config.outage().retry().toMillis();
                yield withoutAnswer(entry, config.outage(), failed.why(), now);
            }
        };
    }

    private CompletionStage<Void> grant(
            Entry entry, Optional<Method> by, SubscriberPolicy policy, Optional<Identity> learned) {
        boolean other = !policy.equals(entry.policy) || !by.equals(entry.by);
        entry.by = by;
        entry.policy = policy;
        entry.identity = learned;
        Attached attached = entry.attached;
        if (attached == null || !other) {
            return CompletableFuture.completedStage(null);
        }
        attached.granted(by, policy, learned);
        registry.index().put(attached);
        registry.tellChanged(attached);
        return registry.serving().changed(attached);
    }

    CompletionStage<Void> deny(Entry entry, AuthorizationConfig config, String why) {
        return refuse(entry, config.denyLifetime(), Verdict.refuse(Reason.SUBSCRIBER_DENIED, why), Ending.DENIED);
    }

    CompletionStage<Void> refuse(Entry entry, Duration time, Verdict.Refuse refusal, Ending ending) {
        entry.standing = Standing.REFUSED;
        entry.until = Registry.now() + time.toMillis();
        entry.refusal = refusal;
        return detach(entry, ending)
                .map(attached -> registry.serving().end(attached, refusal))
                .orElse(CompletableFuture.completedStage(null));
    }

    /** Nobody answered: the outage policy counts. */
    private CompletionStage<Void> withoutAnswer(Entry entry, AuthorizationConfig.Outage outage, String why, long now) {
        boolean permitted = entry.standing == Standing.PERMITTED;
        boolean denied = entry.standing == Standing.REFUSED && entry.refusal.reason() == Reason.SUBSCRIBER_DENIED;
        boolean fresh = now - entry.confirmedAt < outage.staleMax().toMillis();
        boolean open = outage.policy() == OutagePolicy.FAIL_OPEN;
        boolean stale = entry.by.isPresent() && fresh && outage.policy() != OutagePolicy.FAIL_CLOSED;
        if (permitted && (stale || open && entry.by.isEmpty())) {
            return CompletableFuture.completedStage(null);
        }
        if (open && !denied) {
            entry.standing = Standing.PERMITTED;
            SubscriberPolicy minimal = SubscriberPolicy.NONE.builder()
                    .subflowsMax(outage.subflowsMax())
                    .connectionsMax(outage.connectionsMax())
                    .connectionRate(outage.connectionRate())
                    .build();
            return grant(entry, Optional.empty(), minimal, Optional.empty());
        }
        Verdict.Refuse refusal = denied ? entry.refusal : Verdict.refuse(Reason.AUTHORIZATION_UNAVAILABLE, why);
        return refuse(entry, outage.retry(), refusal, Ending.DENIED);
    }

    void tellEnd(Attached subscriber) {
        registry.tellDetached(subscriber, subscriber.ending().orElseThrow());
    }

    /** Takes the subscription from the entry; its end is told when its last conversion is over. */
    Optional<Attached> detach(Entry entry, Ending why) {
        Attached attached = entry.attached;
        if (attached == null) {
            return Optional.empty();
        }
        attached.ending(why);
        registry.index().remove(attached);
        entry.attached = null;
        if (attached.conversions() == 0) {
            tellEnd(attached);
        }
        return Optional.of(attached);
    }
}
