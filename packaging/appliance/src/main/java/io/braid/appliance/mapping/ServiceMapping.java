package io.braid.appliance.mapping;

import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.CookieConfig;
import io.braid.engine.config.FallbackConfig;
import io.braid.engine.config.FlowRule;
import io.braid.engine.config.ImplicitConfig;
import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.PathConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig;
import io.braid.engine.config.SourceLimitConfig;
import io.braid.engine.config.TimerConfig;
import io.braid.yang.tree.Reader;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Maps one conversion service. */
final class ServiceMapping {
    private final Memo memo;

    ServiceMapping(Memo memo) {
        this.memo = memo;
    }

    ServiceConfig service(Reader service) {
        return new ServiceConfig(
                service.text("name"),
                service.flag("enabled"),
                Enums.of(ServiceConfig.Role.class, service.text("role")),
                service.presence("explicit")
                        .map(part -> memo.of(part, ServiceConfig.Explicit.class, ServiceMapping::explicit)),
                service.presence("intercept")
                        .map(part -> memo.of(part, ServiceConfig.Intercept.class, ServiceMapping::intercept)),
                service.presence("implicit")
                        .map(part -> memo.of(part, ImplicitConfig.class, ServiceMapping::implicit)),
                service.list("concentrator").stream()
                        .map(part -> memo.of(part, ServiceConfig.Concentrator.class, ServiceMapping::concentrator))
                        .toList(),
                memo.of(service.container("fallback"), FallbackConfig.class, ServiceMapping::fallback),
                accesses(service),
                source(service.container("source-address")),
                service.flag("hairpinning"),
                Enums.of(ServiceConfig.ServerProtocol.class, service.text("server-protocol")),
                memo.of(service.container("path"), PathConfig.class, ServiceMapping::path),
                memo.of(service.container("timers"), TimerConfig.class, ServiceMapping::timers),
                memo.of(service.container("limits"), LimitConfig.class, ServiceMapping::limits),
                memo.of(
                        service.container("authorization"),
                        AuthorizationConfig.class,
                        AuthorizationMapping::authorization));
    }

    private static ServiceConfig.Explicit explicit(Reader explicit) {
        return new ServiceConfig.Explicit(
                addresses(explicit.values("address")),
                explicit.integer("port"),
                explicit.integer("join-port"),
                addresses(explicit.values("join-address")),
                explicit.flag("announce"),
                explicit.flag("any-port"),
                cookie(explicit.container("cookie")));
    }

    private static CookieConfig cookie(Reader cookie) {
        return new CookieConfig(cookie.flag("required"), Duration.ofSeconds(cookie.number("key-lifetime")));
    }

    private static ServiceConfig.Intercept intercept(Reader intercept) {
        return new ServiceConfig.Intercept(
                intercept.values("interface"),
                intercept.integer("port"),
                Enums.of(ServiceConfig.ProxyNativeMptcp.class, intercept.text("proxy-native-mptcp")),
                intercept.list("rule").stream().map(ServiceMapping::rule).toList(),
                Enums.of(ServiceConfig.Refused.class, intercept.text("refused")),
                Duration.ofSeconds(intercept.number("refused-lifetime")));
    }

    private static FlowRule rule(Reader rule) {
        return new FlowRule(
                rule.text("name"),
                rule.find("source-prefix").map(FlowRule.Prefix::of),
                rule.find("destination-prefix").map(FlowRule.Prefix::of),
                rule.values("destination-port").stream().map(Integer::valueOf).toList(),
                Enums.of(FlowRule.Action.class, rule.text("action")));
    }

    private static ImplicitConfig implicit(Reader implicit) {
        return new ImplicitConfig(
                implicit.flag("prefer-proxy"),
                Enums.of(ImplicitConfig.PrimaryDown.class, implicit.text("primary-down")));
    }

    private static ServiceConfig.Concentrator concentrator(Reader entry) {
        InetAddress address = InetAddress.ofLiteral(entry.text("address"));
        return new ServiceConfig.Concentrator(
                entry.text("name"), new InetSocketAddress(address, entry.integer("port")));
    }

    private static FallbackConfig fallback(Reader fallback) {
        return new FallbackConfig(
                Enums.of(FallbackConfig.Action.class, fallback.text("action")),
                Duration.ofSeconds(fallback.number("wait")),
                Duration.ofSeconds(fallback.number("retry-after")),
                fallback.integer("first-bytes-max"));
    }

    /** By preference, and by name among equals. */
    private List<ServiceConfig.Access> accesses(Reader service) {
        return service.list("access").stream()
                .map(part -> memo.of(part, ServiceConfig.Access.class, ServiceMapping::access))
                .sorted(Comparator.comparingInt(ServiceConfig.Access::preference)
                        .thenComparing(ServiceConfig.Access::interfaceName))
                .toList();
    }

    private static ServiceConfig.Access access(Reader entry) {
        return new ServiceConfig.Access(entry.text("interface"), entry.integer("preference"));
    }

    /** The modes are both there or both absent (draft S5.4); the model sees to it. */
    private Optional<SourceConfig> source(Reader source) {
        boolean told = source.container("ipv4").find("mode").isPresent();
        return told ? Optional.of(memo.of(source, SourceConfig.class, ServiceMapping::told)) : Optional.empty();
    }

    private static SourceConfig told(Reader source) {
        Reader ipv4 = source.container("ipv4");
        Reader ipv6 = source.container("ipv6");
        return new SourceConfig(
                Enums.of(SourceConfig.Mode.class, ipv4.text("mode")),
                Enums.of(SourceConfig.Mode.class, ipv6.text("mode")),
                ipv4.find("address").map(Inet4Address::ofLiteral),
                ipv6.find("address").map(ServiceMapping::ipv6Address),
                Enums.of(SourceConfig.HostId.class, source.text("host-id")));
    }

    private static Inet6Address ipv6Address(String text) {
        return (Inet6Address) Inet6Address.ofLiteral(text);
    }

    private static PathConfig path(Reader path) {
        return new PathConfig(path.integer("subflows-max"));
    }

    private static TimerConfig timers(Reader timers) {
        return new TimerConfig(
                Duration.ofSeconds(timers.number("signal")),
                Duration.ofSeconds(timers.number("connect")),
                Duration.ofSeconds(timers.number("idle")));
    }

    private static LimitConfig limits(Reader limits) {
        return new LimitConfig(
                limits.integer("conversions-max"),
                limits.integer("pending-max"),
                limits.integer("backlog"),
                limits.integer("fast-open-pending-max"),
                limits.number("stash-max"),
                limits.integer("retry-after"),
                sourceLimits(limits.container("source")));
    }

    private static SourceLimitConfig sourceLimits(Reader source) {
        return new SourceLimitConfig(
                source.integer("conversions-max"),
                source.integer("pending-max"),
                source.integer("connection-rate"),
                source.integer("error-rate"),
                source.integer("ipv6-prefix-length"));
    }

    private static List<InetAddress> addresses(List<String> texts) {
        return texts.stream().map(InetAddress::ofLiteral).toList();
    }
}
