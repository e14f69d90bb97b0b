package io.braid.appliance.state;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.SubscriberKey;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.authorize.SubscriberPolicy.PathPolicy;
import io.braid.engine.authorize.SubscriberPolicy.Presence;
import io.braid.engine.authorize.SubscriberPolicy.QuotaAction;
import io.braid.engine.authorize.SubscriberPolicy.SourceMode;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.convert.Octets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A subscription of which everything is known that can be. */
final class Told implements Subscription {
    private static final AddressPrefix PREFIX = AddressPrefix.of("2001:db8::/64");

    private static final class Rules implements ConnectionFilter {
        @Override
        public boolean permits(int protocol, InetSocketAddress from, InetSocketAddress to) {
            return true;
        }

        @Override
        public List<String> rules() {
            return List.of("deny in ip from any to 10.0.0.0/8", "permit in ip from any to any");
        }
    }

    @Override
    public String id() {
        return "0123456789abcdef1";
    }

    @Override
    public SubscriberKey key() {
        return new SubscriberKey("home", PREFIX);
    }

    @Override
    public Instant attachedAt() {
        return Instant.parse("2026-11-25T01:02:03.456Z");
    }

    @Override
    public String authorizer() {
        return "radius";
    }

    @Override
    public Optional<Identity> identity() {
        return Optional.of(new Identity("ann"));
    }

    @Override
    public SubscriberPolicy policy() {
        return SubscriberPolicy.NONE
                .builder()
                .use(Use.ALLOW_TCP_ONLY)
                .subflowsMax(2)
                .connectionsMax(3)
                .connectionRate(4)
                .filter(new Rules())
                .prefixes(List.of(PREFIX, AddressPrefix.of("192.0.2.7/32")))
                .distribution("cheapest-first")
                .paths(List.of(new PathPolicy(
                        Optional.of(PREFIX),
                        OptionalInt.of(1),
                        true,
                        OptionalInt.of(2),
                        OptionalLong.of(3),
                        false,
                        Optional.of("lte"),
                        OptionalLong.of(1L << 40))))
                .bandwidthUp(1_000)
                .bandwidthDown(5_000_000_000L)
                .quota(1L << 40)
                .quotaAction(QuotaAction.BACKUP_PATH)
                .sourceMode(SourceMode.ONE_TO_ONE)
                .pool("pool")
                .presence(Presence.WITHDRAW)
                .serviceClass("gold")
                .eligibility("web")
                .dscp("map")
                .group("group")
                .hostId(Octets.of((byte) 0x12, (byte) 0xfe))
                .mcpAddresses(List.of(InetAddress.ofLiteral("203.0.113.1"), InetAddress.ofLiteral("2001:db8:c::1")))
                .idleTimeout(Duration.ofSeconds(5))
                .sessionTimeout(Duration.ofSeconds(6))
                .atTimeout(AtTimeout.REAUTHORIZE)
                .interimInterval(Duration.ofSeconds(7))
                .build();
    }

    @Override
    public int conversions() {
        return 1;
    }

    @Override
    public Usage usage() {
        return new Usage(8, 9, 10, List.of(new Usage.Path(InetAddress.ofLiteral("2001:db8::1"), 11, 12)));
    }
}
