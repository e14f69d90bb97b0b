package io.braid.engine.relay;

import io.braid.engine.authorize.Admittance;
import io.braid.engine.authorize.Attached;
import io.braid.engine.authorize.Office;
import io.braid.engine.config.ServiceConfig.Refused;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.TcpInfo;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The step at which a conversion learns whether its subscriber may use the service (draft S5.3): its handshake is complete,
 * so that a forged source asks nobody anything, and no server has seen it.
 */
final class Authorization {
    private static final int TCP_SYN_RECV = 3;
    /** How often a connection is looked at whose third ACK is missing, in milliseconds. */
    private static final long LOOK_MS = 10;

    /** How much longer than its authorizers a connection waits, in milliseconds. */
    private static final long GRACE_MS = 1_000;

    private final ConversionLoop loop;
    private final Clientele clientele;
    private final Consumer<Live> granted;
    private final Consumer<Live> passed;

    /**
     * @param granted goes on with a conversion that may be made
     * @param passed goes on with an intercepted connection that may not be converted
     */
    Authorization(ConversionLoop loop, Clientele clientele, Consumer<Live> granted, Consumer<Live> passed) {
        this.loop = loop;
        this.clientele = clientele;
        this.granted = granted;
        this.passed = passed;
    }

    /** Most subflows of a fresh connection of this subscriber, if its policy is known and tells. */
    static OptionalInt subflowsMax(Optional<Attached> known) {
        return known.map(subscriber -> subscriber.policy().subflowsMax()).orElse(OptionalInt.empty());
    }

    /** The conversion knows where to go, or its customer asks what the service can do: may it? */
    void begin(Live live) {
        Conversion c = live.data;
        if (c.phase != Phase.AWAIT_AUTHORIZATION) {
            c.deadlineAt = Conversion.now() + live.service.office().patience().toMillis() + GRACE_MS;
        }
        Office office = live.service.office();
        if (office.raisesQuestion(c.customer.remote.getAddress()) && !reachable(c)) {
            await(live);
            loop.schedule(() -> again(live), LOOK_MS);
            return;
        }
        Optional<Admittance> answer = office.admit(
                c.customer.remote,
                c.customer.local,
                Optional.ofNullable(c.destination),
                later -> loop.eventLoop().execute(() -> answered(live, later)));
        if (answer.isPresent()) {
            answered(live, answer.get());
        } else {
            await(live);
        }
    }

    private void again(Live live) {
        if (live.data.phase == Phase.AWAIT_AUTHORIZATION) {
            begin(live);
        }
    }

    private void await(Live live) {
        if (live.data.phase != Phase.AWAIT_AUTHORIZATION) {
            live.data.phase = Phase.AWAIT_AUTHORIZATION;
            live.remind();
        }
    }

    /** Whether the customer has been heard from its address: data in a SYN may come before that (RFC 7413 §5.1). */
    private static boolean reachable(Conversion c) {
        try {
            return TcpInfo.of(c.customer.fd).state() != TCP_SYN_RECV;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private void answered(Live live, Admittance answer) {
        Conversion c = live.data;
        boolean over = c.phase == Phase.CLOSED || c.phase == Phase.REFUSING;
        switch (answer) {
            case Admittance.Granted yes when over -> live.service.office().leave(yes.subscriber());
            case Admittance.Granted yes -> granted(live, yes.subscriber());
            case Admittance.Refused no when over -> {}
            case Admittance.Refused no when passes(live) -> {
                loop.decide(live, no.verdict());
                passed.accept(live);
            }
            case Admittance.Refused no -> loop.refuse(live, no.verdict());
        }
    }

    private static boolean passes(Live live) {
        return live.data.intercepted()
                && live.service.config().intercept().filter(it -> it.refused() == Refused.PASS).isPresent();
    }

    private void granted(Live live, Attached subscriber) {
        Conversion c = live.data;
        clientele.enter(live, subscriber);
        loop.decide(live, Verdict.pass(Reason.SUBSCRIBER_PERMITTED, subscriber.authorizer()));
        Optional<Verdict.Refuse> refusal = Clientele.refusal(live, subscriber.policy());
        if (refusal.isPresent()) {
            loop.refuse(live, refusal.get());
            return;
        }
        if (c.destination != null) {
            subscriber.begins();
        }
        if (live.held || subscriber.policy().subflowsMax().isPresent()) {
            live.held = false;
            Clientele.cap(live, subscriber.policy());
        }
        granted.accept(live);
    }
}
