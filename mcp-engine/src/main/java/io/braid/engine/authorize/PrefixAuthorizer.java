package io.braid.engine.authorize;

import io.braid.engine.config.AuthorizationConfig.PrefixRule;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/** Permits and denies by the source of the first subflow (draft S5.3). */
final class PrefixAuthorizer implements Authorizer {
    private final List<PrefixRule> rules;

    PrefixAuthorizer(List<PrefixRule> rules) {
        this.rules = rules;
    }

    @Override
    public void authorize(Query query, Consumer<Decision> answer) {
        InetAddress source = query.customer().getAddress();
        for (PrefixRule rule : rules) {
            if (rule.prefix().contains(source)) {
                answer.accept(
                        rule.permit()
                                ? new Decision.Permit(SubscriberPolicy.NONE, "acl " + rule.name())
                                : new Decision.Deny("acl " + rule.name()));
                return;
            }
        }
        answer.accept(new Decision.Abstain("no rule of the acl fits", java.util.Optional.empty()));
    }
}
