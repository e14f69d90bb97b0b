package io.braid.engine.authorize;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.convert.Octets;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one subscriber may do, and how it is served. What is empty is as the service's configuration says.
 *
 * @param use what of the service it may use
 * @param subflowsMax most subflows of one connection, 1 to 8 (draft S7.2)
 * @param connectionsMax most conversions at a time
 * @param connectionRate most new connections a second
 * @param filter which connections it may open
 * @param prefixes addresses and prefixes that are its own; with any, it may use no source outside of them
 * @param distribution name of the scheme by which its bytes are spread over access networks
 * @param paths what holds for each of its access networks
 * @param bandwidthUp most it may send, in kbit/s
 * @param bandwidthDown most it may get, in kbit/s
 * @param quota octets it may use
 * @param quotaAction what happens when they are used
 * @param sourceMode which source address servers see (draft S5.4)
 * @param pool name of the pool of such addresses
 * @param presence whether the MCP stays in the path when the server speaks MPTCP (draft S5.6.1)
 * @param serviceClass name of the service it belongs to
 * @param eligibility name of the filter that tells which connections use MPTCP (draft S5.6.3)
 * @param dscp name of the map by which packets are marked (draft S5.6.5)
 * @param group name of the group it belongs to
 * @param hostId what HOST_ID reveals of it, at most 8 octets (RFC 7974)
 * @param mcpAddresses addresses of the MCPs it is to use
 * @param identity who it is
 * @param idleTimeout how long it stays attached without a conversion
 * @param sessionTimeout how long the permission holds
 * @param atTimeout what happens then
 * @param interimInterval time between two reports of what it uses
 * @param classes what is to be told with every such report, unchanged (RFC 2865 §5.25)
 * @param resume what an authorizer wants to see when it is asked again (RFC 2865 §5.24)
 */
public record SubscriberPolicy(
        Use use,
        OptionalInt subflowsMax,
        OptionalInt connectionsMax,
        OptionalInt connectionRate,
        Optional<ConnectionFilter> filter,
        List<AddressPrefix> prefixes,
        Optional<String> distribution,
        List<PathPolicy> paths,
        OptionalLong bandwidthUp,
        OptionalLong bandwidthDown,
        OptionalLong quota,
        Optional<QuotaAction> quotaAction,
        Optional<SourceMode> sourceMode,
        Optional<String> pool,
        Optional<Presence> presence,
        Optional<String> serviceClass,
        Optional<String> eligibility,
        Optional<String> dscp,
        Optional<String> group,
        Optional<Octets> hostId,
        List<InetAddress> mcpAddresses,
        Optional<Identity> identity,
        Optional<Duration> idleTimeout,
        Optional<Duration> sessionTimeout,
        AtTimeout atTimeout,
        Optional<Duration> interimInterval,
        List<Octets> classes,
        Optional<Octets> resume) {
    /** Everything as the service's configuration says. */
    public static final SubscriberPolicy NONE = new SubscriberPolicy(
            Use.ALLOW,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            AtTimeout.END,
            Optional.empty(),
            List.of(),
            Optional.empty());

    public SubscriberPolicy {
        prefixes = List.copyOf(prefixes);
        paths = List.copyOf(paths);
        mcpAddresses = List.copyOf(mcpAddresses);
        classes = List.copyOf(classes);
    }

    /** One like this one, to be changed. */
    public PolicyBuilder builder() {
        return new PolicyBuilder(this);
    }

    /** Whether it may come from an address: from any, if none is known to be its own. */
    public boolean owns(InetAddress source) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> prefix.contains(source));
    }

    /** What of the service a subscriber may use. */
    public enum Use {
        /** Nothing. */
        DENY,
        ALLOW,
        /** Its connections reach servers as TCP, always. */
        ALLOW_TCP_ONLY
    }

    /** What happens when a quota is used. */
    public enum QuotaAction {
        BLOCK,
        /** Only backup paths are used. */
        BACKUP_PATH,
        THROTTLE,
        /** The operator is told. */
        NOTIFY
    }

    /** Which source address servers see (draft S5.4). */
    public enum SourceMode {
        PRESERVE,
        SHARED,
        ONE_TO_ONE,
        NPTV6,
        PRESERVE_PREFIX
    }

    /** Whether the MCP stays in the path when the server speaks MPTCP (draft S5.6.1). */
    public enum Presence {
        MAINTAIN,
        WITHDRAW
    }

    /** What happens when the session time is over (RFC 2865 §5.29). */
    public enum AtTimeout {
        /** The subscription ends, and its conversions with it. */
        END,
        /** The authorizers are asked once more. */
        REAUTHORIZE
    }

    /**
     * What holds for one access network.
     *
     * @param prefix the subscriber's addresses there
     * @param priority lower is preferred
     * @param backup whether it is used only when others are not there
     * @param weight its share among equals
     * @param maxRate kbit/s
     * @param metered whether use costs the subscriber money
     * @param label a name for it
     * @param quota octets that may be used there
     */
    public record PathPolicy(
            Optional<AddressPrefix> prefix,
            OptionalInt priority,
            boolean backup,
            OptionalInt weight,
            OptionalLong maxRate,
            boolean metered,
            Optional<String> label,
            OptionalLong quota) {}
}
