package io.braid.appliance.state;

import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.SubscriberPolicy.PathPolicy;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import io.braid.engine.convert.Octets;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A subscriber as the model has it. */
final class SubscriptionView {
    private SubscriptionView() {}

    static Branch branch(InnerSchema schema, Subscription subscription) {
        Usage usage = subscription.usage();
        BranchBuilder to = new BranchBuilder(schema)
                .leaf("service", subscription.key().service())
                .leaf("prefix", subscription.key().prefix())
                .leaf("id", subscription.id())
                .leaf("authorizer", subscription.authorizer());
        subscription.identity().ifPresent(identity -> to.leaf("identity", identity.value()));
        return to.leaf("attached-since", subscription.attachedAt().truncatedTo(ChronoUnit.SECONDS))
                .leaf("conversions", subscription.conversions())
                .leaf("total-conversions", usage.conversions())
                .leaf("octets-from", usage.octetsFrom())
                .leaf("octets-to", usage.octetsTo())
                .list("path", usage.paths(), (entry, path) -> entry.leaf("address", path.address().getHostAddress())
                        .leaf("octets-from", path.octetsFrom())
                        .leaf("octets-to", path.octetsTo()))
                .container("policy", policy -> policy(policy, subscription.policy()))
                .build();
    }

    private static void policy(BranchBuilder to, SubscriberPolicy policy) {
        to.leaf("use", policy.use());
        number(to, "subflows-max", policy.subflowsMax());
        number(to, "connections-max", policy.connectionsMax());
        number(to, "connection-rate", policy.connectionRate());
        policy.filter().ifPresent(filter -> to.values("filter", filter.rules()));
        to.values("prefix", policy.prefixes());
        told(to, "distribution", policy.distribution());
        number(to, "bandwidth-up", policy.bandwidthUp());
        number(to, "bandwidth-down", policy.bandwidthDown());
        number(to, "quota", policy.quota());
        told(to, "quota-action", policy.quotaAction());
        told(to, "source-mode", policy.sourceMode());
        told(to, "pool", policy.pool());
        told(to, "presence", policy.presence());
        told(to, "service-class", policy.serviceClass());
        told(to, "eligibility", policy.eligibility());
        told(to, "dscp", policy.dscp());
        told(to, "group", policy.group());
        told(to, "host-id", policy.hostId().map(SubscriptionView::hex));
        to.values("mcp-address", policy.mcpAddresses().stream().map(InetAddress::getHostAddress).toList());
        told(to, "idle-timeout", policy.idleTimeout().map(Duration::toSeconds));
        told(to, "session-timeout", policy.sessionTimeout().map(Duration::toSeconds));
        told(to, "at-timeout", policy.sessionTimeout().map(_ -> policy.atTimeout()));
        told(to, "interim-interval", policy.interimInterval().map(Duration::toSeconds));
        List<Integer> indexes = IntStream.range(0, policy.paths().size()).boxed().toList();
        to.list("path", indexes, (entry, index) -> path(entry.leaf("index", index + 1), policy.paths().get(index)));
    }

    private static void path(BranchBuilder to, PathPolicy path) {
        told(to, "prefix", path.prefix());
        number(to, "priority", path.priority());
        to.leaf("backup", path.backup());
        number(to, "weight", path.weight());
        number(to, "max-rate", path.maxRate());
        to.leaf("metered", path.metered());
        told(to, "label", path.label());
        number(to, "quota", path.quota());
    }

    private static void told(BranchBuilder to, String leaf, Optional<?> value) {
        value.ifPresent(present -> to.leaf(leaf, present));
    }

    private static void number(BranchBuilder to, String leaf, OptionalInt value) {
        value.ifPresent(present -> to.leaf(leaf, present));
    }

    private static void number(BranchBuilder to, String leaf, OptionalLong value) {
        value.ifPresent(present -> to.leaf(leaf, present));
    }

    /** As yang:hex-string has it: octets separated by colons. */
    private static String hex(Octets octets) {
        return octets.hex().replaceAll("(..)(?=.)", "$1:");
    }
}
