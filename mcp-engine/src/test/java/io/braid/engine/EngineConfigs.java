package io.braid.engine;

import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.Ident;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.AuthorizationConfig.Outage;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.config.AuthorizationConfig.PrefixRule;
import io.braid.engine.config.CookieConfig;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.FallbackConfig;
import io.braid.engine.config.InterfaceConfig;
import io.braid.engine.config.KernelConfig;
import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.PathConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Access;
import io.braid.engine.config.ServiceConfig.Concentrator;
import io.braid.engine.config.ServiceConfig.Explicit;
import io.braid.engine.config.ServiceConfig.Intercept;
import io.braid.engine.config.ServiceConfig.ProxyNativeMptcp;
import io.braid.engine.config.ServiceConfig.Refused;
import io.braid.engine.config.ServiceConfig.Role;
import io.braid.engine.config.ServiceConfig.ServerProtocol;
import io.braid.engine.config.SourceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.config.SourceLimitConfig;
import io.braid.engine.config.TimerConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Configurations for tests of the engine. */
public final class EngineConfigs {
    public static final int PORT = 5124;

    static final FallbackConfig FALLBACK =
            new FallbackConfig(FallbackConfig.Action.PLAIN_TCP, Duration.ofSeconds(5), Duration.ofSeconds(2), 16_384);
    public static final CookieConfig COOKIE = new CookieConfig(false, Duration.ofHours(1));
    public static final SourceLimitConfig SOURCE_LIMITS = new SourceLimitConfig(1_000, 1_000, 10_000, 1_000, 64);
    public static final LimitConfig LIMITS = limits(1_000, 1_000, SOURCE_LIMITS);

    /** Whoever reaches the service may use it. */
    public static final AuthorizationConfig OPEN = authorization(Method.NONE);

    private EngineConfigs() {}

    /** Authorizers in this order, with lifetimes that tests can wait for. */
    public static AuthorizationConfig authorization(Method... order) {
        return authorization(List.of(), OutagePolicy.SERVE_STALE, order);
    }

    public static AuthorizationConfig authorization(List<PrefixRule> rules, OutagePolicy outage, Method... order) {
        return new AuthorizationConfig(
                List.of(order),
                rules,
                new Ident(Duration.ofSeconds(1), Set.of("braid")),
                Duration.ofSeconds(3),
                Duration.ofHours(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                1_000,
                100,
                new Outage(outage, Duration.ofMillis(500), Duration.ofHours(1), 1, 2, 10));
    }

    /** A concentrator at these addresses. */
    public static EngineConfig downstream(Mode source, String... addresses) {
        return config(downstreamService(source, 4, timers(5_000, 7_440_000), addresses));
    }

    public static ServiceConfig downstreamService(
            Mode source, int subflowsMax, TimerConfig timers, String... addresses) {
        return downstreamService(source, subflowsMax, timers, LIMITS, addresses);
    }

    public static ServiceConfig downstreamService(
            Mode source, int subflowsMax, TimerConfig timers, LimitConfig limits, String... addresses) {
        List<InetAddress> own = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return new ServiceConfig(
                "concentrator",
                true,
                Role.DOWNSTREAM,
                Optional.of(new Explicit(own, PORT, PORT + 1, List.of(), true, false, COOKIE)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                FALLBACK,
                List.of(),
                Optional.of(new SourceConfig(
                        source, source, Optional.empty(), Optional.empty(), SourceConfig.HostId.NONE)),
                true,
                ServerProtocol.MPTCP,
                new PathConfig(subflowsMax),
                timers,
                limits,
                OPEN);
    }

    /** A CPE that intercepts on one interface and converts to a concentrator over two accesses. */
    public static EngineConfig upstream(String lan, java.net.InetSocketAddress concentrator, String... accesses) {
        List<Access> list = java.util.stream.IntStream.range(0, accesses.length)
                .mapToObj(i -> new Access(accesses[i], i))
                .toList();
        return config(new ServiceConfig(
                "home",
                true,
                Role.UPSTREAM,
                Optional.empty(),
                Optional.of(new Intercept(List.of(lan), 5001, ProxyNativeMptcp.NEVER, List.of(), Refused.RESET, Duration.ZERO)),
                Optional.empty(),
                List.of(new Concentrator("first", concentrator)),
                FALLBACK,
                list,
                Optional.empty(),
                true,
                ServerProtocol.MPTCP,
                new PathConfig(4),
                timers(5_000, 7_440_000),
                LIMITS,
                OPEN));
    }

    /** Bounds of the numbers that tests meet. */
    public static LimitConfig limits(int conversionsMax, int pendingMax, SourceLimitConfig source) {
        return new LimitConfig(conversionsMax, pendingMax, 256, 256, 1 << 28, 30, source);
    }

    public static TimerConfig timers(long signalMs, long idleMs) {
        return new TimerConfig(Duration.ofMillis(signalMs), Duration.ofSeconds(10), Duration.ofMillis(idleMs));
    }

    public static EngineConfig config(ServiceConfig... services) {
        Map<String, ServiceConfig> byName = new java.util.HashMap<>();
        for (ServiceConfig service : services) {
            byName.put(service.name(), service);
        }
        return new EngineConfig(
                new KernelConfig(2, "braid", 0x4000_0000L, 8803, 0x2000_0000L, 14, true), Map.<String, InterfaceConfig>of(), byName);
    }

    /** The same service, with others who decide who may use it. */
    public static ServiceConfig authorized(ServiceConfig s, AuthorizationConfig authorization) {
        return new ServiceConfig(
                s.name(),
                s.enabled(),
                s.role(),
                s.explicit(),
                s.intercept(),
                s.implicit(),
                s.concentrators(),
                s.fallback(),
                s.accesses(),
                s.source(),
                s.hairpinning(),
                s.serverProtocol(),
                s.path(),
                s.timers(),
                s.limits(),
                authorization);
    }
}
