package io.braid.appliance.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.CookieConfig;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.InterfaceConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example configurations that are shipped say what they seem to say (S1-b, S5.1, S5.2.1-a). */
final class ExamplesTest {
    @Test
    void theConcentratorListensOnBothFamiliesAndSendsFromItsOwnAddresses() throws ConfigException {
        EngineConfig config = ConfigLoader.load(Path.of("examples/concentrator.xml"));
        assertEquals(0x4000_0000L, config.kernel().mark());
        assertEquals(8803, config.kernel().routingTable());
        assertTrue(config.kernel().allowJoinInitialAddressPort());
        assertEquals(
                InterfaceConfig.Role.CUSTOMER_FACING,
                config.interfaces().get("eth0").role());
        ServiceConfig service = config.services().get("residential");
        assertEquals(ServiceConfig.Role.DOWNSTREAM, service.role());
        assertEquals(
                Optional.of(new ServiceConfig.Explicit(
                        List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8:1::1")),
                        5124,
                        5125,
                        List.of(InetAddress.ofLiteral("2001:db8:1::2")),
                        true,
                        false,
                        new CookieConfig(false, Duration.ofHours(1)))),
                service.explicit());
        assertEquals(Optional.empty(), service.intercept());
        SourceConfig source = service.source().orElseThrow();
        assertEquals(SourceConfig.Mode.OWN_ADDRESS, source.ipv4());
        assertEquals(InetAddress.ofLiteral("198.51.100.1"), source.ipv4Address().orElseThrow());
        assertEquals(InetAddress.ofLiteral("2001:db8:2::1"), source.ipv6Address().orElseThrow());
        assertEquals(Duration.ofSeconds(7440), service.timers().idle());
        assertEquals(9000, service.limits().conversionsMax());
        assertEquals(List.of(AuthorizationConfig.Method.ACL), service.authorization().order());
        assertEquals(
                List.of("not-paid", "customers", "customers-6"),
                service.authorization().rules().stream().map(AuthorizationConfig.PrefixRule::name).toList());
        assertFalse(service.authorization().rules().getFirst().permit());
    }

    @Test
    void theCpeInterceptsAndPrefersTheFixedNetworkAndTheFirstConcentrator() throws ConfigException {
        EngineConfig config = ConfigLoader.load(Path.of("examples/cpe.xml"));
        assertFalse(config.kernel().allowJoinInitialAddressPort());
        ServiceConfig service = config.services().get("home");
        assertTrue(service.enabled());
        assertEquals(ServiceConfig.Role.UPSTREAM, service.role());
        assertEquals(Optional.of(new ServiceConfig.Intercept(
                        List.of("lan0"), 5001, ServiceConfig.ProxyNativeMptcp.NEVER, List.of(),
                        ServiceConfig.Refused.PASS, java.time.Duration.ofSeconds(60))), service.intercept());
        assertEquals(
                List.of(
                        new ServiceConfig.Concentrator(
                                "first", new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5124)),
                        new ServiceConfig.Concentrator(
                                "second", new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1::1"), 5124))),
                service.concentrators());
        assertEquals(
                List.of(new ServiceConfig.Access("dsl0", 10), new ServiceConfig.Access("wwan0", 20)),
                service.accesses());
        assertEquals(Optional.empty(), service.source());
        assertEquals(2, service.path().subflowsMax());
        assertEquals(Duration.ofSeconds(5), service.timers().signal());
    }
}
