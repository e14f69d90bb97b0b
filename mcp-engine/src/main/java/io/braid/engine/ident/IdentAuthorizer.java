package io.braid.engine.ident;

import io.braid.engine.authorize.Authorizer;
import io.braid.engine.authorize.Decision;
import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.Query;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.config.AuthorizationConfig.Ident;
import io.braid.engine.linux.NetNs;
import io.netty.channel.IoEventLoop;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks a subscriber's host whose its connection is, and permits the users of a list. A host that does not tell proves
 * nothing, for or against: somebody else has to decide.
 */
public final class IdentAuthorizer implements Authorizer {
    private final NetNs netns;
    private final Supplier<IoEventLoop> loops;
    private final Ident config;

    /** @param loops the loop for the next question */
    public IdentAuthorizer(NetNs netns, Supplier<IoEventLoop> loops, Ident config) {
        this.netns = netns;
        this.loops = loops;
        this.config = config;
    }

    @Override
    public void authorize(Query query, Consumer<Decision> answer) {
        Optional<Identity> before = query.known().flatMap(Subscription::identity);
        if (before.isPresent()) {
            // Once for a source (draft S5.3), and the connection that was asked about may be over.
            answer.accept(judge(before.get()));
            return;
        }
        IdentExchange.begin(
                loops.get(), netns, query.customer(), query.local(), config.timeout(), reply -> answer.accept(judge(reply)));
    }

    private Decision judge(IdentReply reply) {
        return switch (reply) {
            case IdentReply.User user -> judge(user.identity());
            case IdentReply.Failure failure -> new Decision.Abstain("ident: " + failure.token(), Optional.empty());
            case IdentReply.Garbage garbage -> new Decision.Abstain("ident: " + garbage.problem(), Optional.empty());
        };
    }

    private Decision judge(Identity identity) {
        if (config.users().isEmpty()) {
            return new Decision.Abstain("ident: learned who it is", Optional.of(identity));
        }
        return config.users().contains(identity.value())
                ? new Decision.Permit(SubscriberPolicy.NONE.builder().identity(identity).build(), "ident")
                : new Decision.Deny("ident: a user who may not use the service");
    }
}
