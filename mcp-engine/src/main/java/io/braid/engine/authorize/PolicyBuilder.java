package io.braid.engine.authorize;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.authorize.SubscriberPolicy.PathPolicy;
import io.braid.engine.authorize.SubscriberPolicy.Presence;
import io.braid.engine.authorize.SubscriberPolicy.QuotaAction;
import io.braid.engine.authorize.SubscriberPolicy.SourceMode;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.convert.Octets;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a {@link SubscriberPolicy} of another one, part by part; each is described there. */
public final class PolicyBuilder {
    private Use use;
    private OptionalInt subflowsMax;
    private OptionalInt connectionsMax;
    private OptionalInt connectionRate;
    private Optional<ConnectionFilter> filter;
    private List<AddressPrefix> prefixes;
    private Optional<String> distribution;
    private List<PathPolicy> paths;
    private OptionalLong bandwidthUp;
    private OptionalLong bandwidthDown;
    private OptionalLong quota;
    private Optional<QuotaAction> quotaAction;
    private Optional<SourceMode> sourceMode;
    private Optional<String> pool;
    private Optional<Presence> presence;
    private Optional<String> serviceClass;
    private Optional<String> eligibility;
    private Optional<String> dscp;
    private Optional<String> group;
    private Optional<Octets> hostId;
    private List<InetAddress> mcpAddresses;
    private Optional<Identity> identity;
    private Optional<Duration> idleTimeout;
    private Optional<Duration> sessionTimeout;
    private AtTimeout atTimeout;
    private Optional<Duration> interimInterval;
    private List<Octets> classes;
    private Optional<Octets> resume;

    PolicyBuilder(SubscriberPolicy from) {
        use = from.use();
        subflowsMax = from.subflowsMax();
        connectionsMax = from.connectionsMax();
        connectionRate = from.connectionRate();
        filter = from.filter();
        prefixes = from.prefixes();
        distribution = from.distribution();
        paths = from.paths();
        bandwidthUp = from.bandwidthUp();
        bandwidthDown = from.bandwidthDown();
        quota = from.quota();
        quotaAction = from.quotaAction();
        sourceMode = from.sourceMode();
        pool = from.pool();
        presence = from.presence();
        serviceClass = from.serviceClass();
        eligibility = from.eligibility();
        dscp = from.dscp();
        group = from.group();
        hostId = from.hostId();
        mcpAddresses = from.mcpAddresses();
        identity = from.identity();
        idleTimeout = from.idleTimeout();
        sessionTimeout = from.sessionTimeout();
        atTimeout = from.atTimeout();
        interimInterval = from.interimInterval();
        classes = from.classes();
        resume = from.resume();
    }

    public PolicyBuilder use(Use value) {
        use = value;
        return this;
    }

    public PolicyBuilder subflowsMax(int value) {
        subflowsMax = OptionalInt.of(value);
        return this;
    }

    public PolicyBuilder connectionsMax(int value) {
        connectionsMax = OptionalInt.of(value);
        return this;
    }

    public PolicyBuilder connectionRate(int value) {
        connectionRate = OptionalInt.of(value);
        return this;
    }

    public PolicyBuilder filter(ConnectionFilter value) {
        filter = Optional.of(value);
        return this;
    }

    public PolicyBuilder prefixes(List<AddressPrefix> value) {
        prefixes = value;
        return this;
    }

    public PolicyBuilder distribution(String value) {
        distribution = Optional.of(value);
        return this;
    }

    public PolicyBuilder paths(List<PathPolicy> value) {
        paths = value;
        return this;
    }

    public PolicyBuilder bandwidthUp(long value) {
        bandwidthUp = OptionalLong.of(value);
        return this;
    }

    public PolicyBuilder bandwidthDown(long value) {
        bandwidthDown = OptionalLong.of(value);
        return this;
    }

    public PolicyBuilder quota(long value) {
        quota = OptionalLong.of(value);
        return this;
    }

    public PolicyBuilder quotaAction(QuotaAction value) {
        quotaAction = Optional.of(value);
        return this;
    }

    public PolicyBuilder sourceMode(SourceMode value) {
        sourceMode = Optional.of(value);
        return this;
    }

    public PolicyBuilder pool(String value) {
        pool = Optional.of(value);
        return this;
    }

    public PolicyBuilder presence(Presence value) {
        presence = Optional.of(value);
        return this;
    }

    public PolicyBuilder serviceClass(String value) {
        serviceClass = Optional.of(value);
        return this;
    }

    public PolicyBuilder eligibility(String value) {
        eligibility = Optional.of(value);
        return this;
    }

    public PolicyBuilder dscp(String value) {
        dscp = Optional.of(value);
        return this;
    }

    public PolicyBuilder group(String value) {
        group = Optional.of(value);
        return this;
    }

    public PolicyBuilder hostId(Octets value) {
        hostId = Optional.of(value);
        return this;
    }

    public PolicyBuilder mcpAddresses(List<InetAddress> value) {
        mcpAddresses = value;
        return this;
    }

    public PolicyBuilder identity(Identity value) {
        identity = Optional.of(value);
        return this;
    }

    public PolicyBuilder idleTimeout(Duration value) {
        idleTimeout = Optional.of(value);
        return this;
    }

    public PolicyBuilder sessionTimeout(Duration value) {
        sessionTimeout = Optional.of(value);
        return this;
    }

    public PolicyBuilder atTimeout(AtTimeout value) {
        atTimeout = value;
        return this;
    }

    public PolicyBuilder interimInterval(Duration value) {
        interimInterval = Optional.of(value);
        return this;
    }

    public PolicyBuilder classes(List<Octets> value) {
        classes = value;
        return this;
    }

    public PolicyBuilder resume(Octets value) {
        resume = Optional.of(value);
        return this;
    }

    /** The policy. */
    public SubscriberPolicy build() {
        return new SubscriberPolicy(
                use,
                subflowsMax,
                connectionsMax,
                connectionRate,
                filter,
                prefixes,
                distribution,
                paths,
                bandwidthUp,
                bandwidthDown,
                quota,
                quotaAction,
                sourceMode,
                pool,
                presence,
                serviceClass,
                eligibility,
                dscp,
                group,
                hostId,
                mcpAddresses,
                identity,
                idleTimeout,
                sessionTimeout,
                atTimeout,
                interimInterval,
                classes,
                resume);
    }
}
