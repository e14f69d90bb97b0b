package io.braid.radius.policy;

import static io.braid.radius.policy.ErrorCause.INVALID_REQUEST;
import static io.braid.radius.policy.ErrorCause.UNSUPPORTED_ATTRIBUTE;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.PolicyBuilder;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.authorize.SubscriberPolicy.Presence;
import io.braid.engine.authorize.SubscriberPolicy.QuotaAction;
import io.braid.engine.authorize.SubscriberPolicy.SourceMode;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.convert.Octets;
import io.braid.radius.packet.Attributes;
import io.braid.radius.rule.RuleException;
import io.braid.radius.rule.RuleLists;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.tinyradius.core.attribute.type.RadiusAttribute;

/**
 * Reads what a server tells of a subscriber. Attributes that are there replace what was before; of those that may be there
 * more than once, all of what was. For any thread.
 */
public final class PolicyReader {
    private static final int SUBFLOWS_MAX = 8;
    private static final int HOST_ID_OCTETS_MAX = 8;

    private final RuleLists lists;
    private final Filters filters;

    public PolicyReader(RuleLists lists, Filters filters) {
        this.lists = lists;
        this.filters = filters;
    }

    /**
     * The policy of an Access-Accept.
     *
     * @throws PolicyException if a part of it cannot be applied, so that it is to be treated as an Access-Reject (RFC 4849 §2)
     */
    public SubscriberPolicy accept(Attributes attributes) throws PolicyException {
        PolicyBuilder policy = change(attributes).apply(SubscriberPolicy.NONE).builder();
        Values values = new Values(attributes);
        List<AddressPrefix> prefixes = new ArrayList<>(values.hosts("Framed-IP-Address", "Framed-IPv6-Address"));
        prefixes.addAll(values.prefixes("Framed-IPv6-Prefix", "Delegated-Ipv6-Prefix"));
        policy.prefixes(prefixes);
        identity(values, policy);
        attributes.octets("State").ifPresent(octets -> policy.resume(Octets.of(octets)));
        return policy.build();
    }

    /** What the server calls the subscriber: what bills are written by, else its name. */
    private static void identity(Values values, PolicyBuilder policy) throws PolicyException {
        values.text("User-Name", name -> policy.identity(new Identity(name)));
        values.text("Chargeable-User-Identity", name -> policy.identity(new Identity(name)));
    }

    /**
     * The change that a CoA-Request asks for: of the policy as it is then to the one it wants.
     *
     * @throws PolicyException if a part of it cannot be applied
     */
    public UnaryOperator<SubscriberPolicy> change(Attributes attributes) throws PolicyException {
        List<Consumer<PolicyBuilder>> parts = new ArrayList<>();
        Values values = new Values(attributes);
        standard(values, parts);
        limits(values, parts);
        service(values, parts);
        filter(attributes).ifPresent(filter -> parts.add(policy -> policy.filter(filter)));
        paths(attributes).ifPresent(paths -> parts.add(policy -> policy.paths(paths)));
        List<InetAddress> addresses = values.addresses("Mcp-Address-IPv4", "Mcp-Address-IPv6");
        if (!addresses.isEmpty()) {
            parts.add(policy -> policy.mcpAddresses(addresses));
        }
        List<Octets> classes = attributes.all("Class").stream()
                .map(attribute -> Octets.of(attribute.getValue()))
                .toList();
        if (!classes.isEmpty()) {
            parts.add(policy -> policy.classes(classes));
        }
        return policy -> {
            PolicyBuilder builder = policy.builder();
            parts.forEach(part -> part.accept(builder));
            return builder.build();
        };
    }

    private static void standard(Values values, List<Consumer<PolicyBuilder>> parts) throws PolicyException {
        values.seconds("Session-Timeout", value -> parts.add(policy -> policy.sessionTimeout(value)));
        values.choice("Termination-Action", 0, AtTimeout.class, value -> parts.add(policy -> policy.atTimeout(value)));
        // 0 is said to mean "none", and would end the subscription at once.
        values.number("Idle-Timeout", 0, 0xffff_ffffL, value -> {
            if (value > 0) {
                parts.add(policy -> policy.idleTimeout(Duration.ofSeconds(value)));
            }
        });
        values.seconds("Acct-Interim-Interval", value -> parts.add(policy -> policy.interimInterval(value)));
    }

    private static void limits(Values values, List<Consumer<PolicyBuilder>> parts) throws PolicyException {
        values.number("Mcp-Max-Subflows", 1, SUBFLOWS_MAX, value -> parts.add(policy -> policy.subflowsMax((int) value)));
        values.number(
                "Mcp-Max-Connections",
                0,
                Integer.MAX_VALUE,
                value -> parts.add(policy -> policy.connectionsMax((int) value)));
        values.number(
                "Mcp-Max-Connection-Rate",
                0,
                Integer.MAX_VALUE,
                value -> parts.add(policy -> policy.connectionRate((int) value)));
        values.number("Mcp-Bandwidth-Up", 0, Long.MAX_VALUE, value -> parts.add(policy -> policy.bandwidthUp(value)));
        values.number("Mcp-Bandwidth-Down", 0, Long.MAX_VALUE, value -> parts.add(policy -> policy.bandwidthDown(value)));
        values.number("Mcp-Volume-Quota", 0, Long.MAX_VALUE, value -> parts.add(policy -> policy.quota(value)));
        values.choice("Mcp-Quota-Action", 1, QuotaAction.class, value -> parts.add(policy -> policy.quotaAction(value)));
    }

    private static void service(Values values, List<Consumer<PolicyBuilder>> parts) throws PolicyException {
        values.choice("Mcp-Service", 0, Use.class, value -> parts.add(policy -> policy.use(value)));
        values.choice("Mcp-Source-Mode", 1, SourceMode.class, value -> parts.add(policy -> policy.sourceMode(value)));
        values.choice("Mcp-Presence", 1, Presence.class, value -> parts.add(policy -> policy.presence(value)));
        values.text("Mcp-Distribution-Scheme", value -> parts.add(policy -> policy.distribution(value)));
        values.text("Mcp-Pool-Name", value -> parts.add(policy -> policy.pool(value)));
        values.text("Mcp-Service-Class", value -> parts.add(policy -> policy.serviceClass(value)));
        values.text("Mcp-Eligible-Filter", value -> parts.add(policy -> policy.eligibility(value)));
        values.text("Mcp-Dscp-Policy", value -> parts.add(policy -> policy.dscp(value)));
        values.text("Mcp-Subscriber-Group", value -> parts.add(policy -> policy.group(value)));
        values.octets(
                "Mcp-Host-Id", HOST_ID_OCTETS_MAX, value -> parts.add(policy -> policy.hostId(Octets.of(value))));
    }

    /** RFC 4849 §2 forbids both kinds in one packet and does not say what follows: here, a refusal. */
    private Optional<ConnectionFilter> filter(Attributes attributes) throws PolicyException {
        Optional<String> name = attributes.text("Filter-Id");
        byte[] rules = attributes.concatenated("NAS-Filter-Rule");
        if (name.isPresent() && attributes.has("NAS-Filter-Rule")) {
            throw new PolicyException(INVALID_REQUEST, "Filter-Id and NAS-Filter-Rule are in one packet");
        }
        if (name.isPresent()) {
            return Optional.of(named(name.get()));
        }
        if (!attributes.has("NAS-Filter-Rule")) {
            return Optional.empty();
        }
        try {
            return Optional.of(lists.of(rules));
        } catch (RuleException e) {
            throw new PolicyException(UNSUPPORTED_ATTRIBUTE, "NAS-Filter-Rule: " + e.getMessage());
        }
    }

    /** Servers of old append the direction to the name. */
    private ConnectionFilter named(String name) throws PolicyException {
        return filters.named(name)
                .or(() -> name.endsWith(".in") ? filters.named(name.substring(0, name.length() - 3)) : Optional.empty())
                .orElseThrow(() -> Values.invalid("Filter-Id names no list of rules that is configured"));
    }

    private static Optional<List<SubscriberPolicy.PathPolicy>> paths(Attributes attributes) throws PolicyException {
        PathPolicies paths = new PathPolicies();
        for (RadiusAttribute attribute : attributes.all("Mcp-Path-Policy")) {
            paths.add(attribute.getValue());
        }
        return paths.all().isEmpty() ? Optional.empty() : Optional.of(paths.all());
    }
}
