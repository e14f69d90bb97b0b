package io.braid.engine.relay;

import io.braid.engine.authorize.Attached;
import io.braid.engine.authorize.Caps;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.path.PathPlans;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The conversions of one loop by subscriber, and what happens to them when a subscriber's policy changes. */
final class Clientele {
    private final ConversionLoop loop;
    private final Map<Attached, Set<Live>> bySubscriber = new HashMap<>();

    Clientele(ConversionLoop loop) {
        this.loop = loop;
    }

    /** The conversion is this subscriber's from now on, under its policy. */
    void enter(Live live, Attached subscriber) {
        live.subscriber = subscriber;
        bySubscriber.computeIfAbsent(subscriber, _ -> new HashSet<>()).add(live);
        live.seat.under(Caps.limits(live.service.config().limits(), subscriber.policy()));
    }

    /** The conversion is over. */
    void leave(Live live) {
        Attached subscriber = live.subscriber;
        if (subscriber == null) {
            return;
        }
        live.subscriber = null;
        Set<Live> others = bySubscriber.get(subscriber);
        others.remove(live);
        if (others.isEmpty()) {
            bySubscriber.remove(subscriber);
        }
        live.service.office().leave(subscriber);
    }

    private List<Live> of(Attached subscriber) {
        return List.copyOf(bySubscriber.getOrDefault(subscriber, Set.of()));
    }

    /** What a subscriber may do is another now: that is so for its conversions as well. */
    void changed(Attached subscriber) {
        for (Live live : of(subscriber)) {
            live.seat.under(Caps.limits(live.service.config().limits(), subscriber.policy()));
            Optional<Verdict.Refuse> refusal = refusal(live, subscriber.policy());
            if (refusal.isPresent()) {
                loop.end(live, refusal.get(), true);
            } else {
                cap(live, subscriber.policy());
            }
        }
    }

    /** The path manager learns how many subflows the subscriber may have. */
    static void cap(Live live, SubscriberPolicy policy) {
        int most = PathPlans.subflowsMax(live.service.config(), policy.subflowsMax());
        for (Leg leg : List.of(live.data.customer, live.data.server)) {
            if (leg.token != 0) {
                live.service.paths().cap(leg.token, most);
            }
        }
    }

    /** What a policy has against a conversion. */
    static Optional<Verdict.Refuse> refusal(Live live, SubscriberPolicy policy) {
        Conversion c = live.data;
        if (!policy.owns(c.customer.remote.getAddress())) {
            return Optional.of(Verdict.refuse(Reason.SUBSCRIBER_SOURCE, ""));
        }
        // Who asks what the service can do goes nowhere.
        boolean permitted = c.destination == null || policy.filter()
                .map(filter -> filter.permits(ConversionRequest.TCP, c.customer.remote, c.destination))
                .orElse(true);
        return permitted
                ? Optional.empty()
                : Optional.of(Verdict.refuse(Reason.SUBSCRIBER_FILTERED, "" + c.destination));
    }

    void end(Attached subscriber, Verdict.Refuse why) {
        of(subscriber).forEach(live -> loop.end(live, why, true));
    }

    void measure(Attached subscriber) {
        of(subscriber).forEach(PathMeter::read);
    }
}
