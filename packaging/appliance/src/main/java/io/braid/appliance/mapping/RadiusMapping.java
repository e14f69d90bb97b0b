package io.braid.appliance.mapping;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.radius.config.AccountingConfig;
import io.braid.radius.config.ClientLimits;
import io.braid.radius.config.ClientTimers;
import io.braid.radius.config.DynamicConfig;
import io.braid.radius.config.RadiusConfig;
import io.braid.radius.config.ServerConfig;
import io.braid.radius.config.TlsCredentials;
import io.braid.radius.packet.Secret;
import io.braid.radius.rule.RuleException;
import io.braid.radius.rule.RuleLists;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Maps valid configuration data to {@link RadiusConfig}. Keeps what it made: map the next generation of the same
 * configuration with the same object. For one thread.
 */
public final class RadiusMapping {
    /** Nothing is reported, and so nothing of the rest matters. */
    private static final AccountingConfig NO_ACCOUNTING =
            new AccountingConfig(false, Optional.empty(), Duration.ZERO, 0);

    private final Memo memo = new Memo();

    /**
     * Which servers are asked, and how.
     *
     * @throws MappingException if a certificate or key cannot be read
     */
    public RadiusConfig map(Branch root) {
        return map(Reader.of(root));
    }

    RadiusConfig map(Reader root) {
        return memo.of(root.container("radius"), RadiusConfig.class, this::radius);
    }

    private RadiusConfig radius(Reader radius) {
        return new RadiusConfig(
                radius.list("server").stream()
                        .map(server -> memo.of(server, ServerConfig.class, RadiusMapping::server))
                        .toList(),
                radius.text("nas-identifier"),
                radius.find("user-password").map(Secret::new),
                radius.integer("vendor-number"),
                memo.of(radius.container("timers"), ClientTimers.class, RadiusMapping::timers),
                memo.of(radius.container("limits"), ClientLimits.class, RadiusMapping::limits),
                memo.of(radius.container("dynamic-authorization"), DynamicConfig.class, RadiusMapping::dynamic),
                radius.presence("accounting")
                        .map(accounting -> memo.of(accounting, AccountingConfig.class, RadiusMapping::accounting))
                        .orElse(NO_ACCOUNTING),
                radius.list("filter").stream()
                        .collect(Collectors.toMap(
                                filter -> filter.text("name"),
                                filter -> memo.of(filter, ConnectionFilter.class, RadiusMapping::filter))));
    }

    private static DynamicConfig dynamic(Reader dynamic) {
        return new DynamicConfig(
                dynamic.list("listen").stream()
                        .map(listen -> new InetSocketAddress(
                                InetAddress.ofLiteral(listen.text("address")), listen.integer("port")))
                        .toList(),
                dynamic.list("client").stream()
                        .map(client -> new DynamicConfig.Client(
                                client.text("name"),
                                InetAddress.ofLiteral(client.text("address")),
                                new Secret(client.text("shared-secret"))))
                        .toList(),
                dynamic.flag("require-message-authenticator"),
                dynamic.flag("require-event-timestamp"),
                Duration.ofSeconds(dynamic.number("window")),
                dynamic.integer("rate-max"));
    }

    private static AccountingConfig accounting(Reader accounting) {
        return new AccountingConfig(
                true,
                accounting.find("interim-interval").map(Long::parseLong).map(Duration::ofSeconds),
                Duration.ofSeconds(accounting.number("interim-interval-min")),
                accounting.integer("waiting-max"));
    }

    private static ConnectionFilter filter(Reader filter) {
        try {
            return RuleLists.named(filter.text("name"), filter.values("rule"));
        } catch (RuleException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ClientTimers timers(Reader timers) {
        return new ClientTimers(
                Duration.ofMillis(timers.number("initial-retransmission")),
                timers.integer("retransmissions-max"),
                Duration.ofSeconds(timers.number("give-up")),
                Duration.ofSeconds(timers.number("probe-interval")));
    }

    private static ClientLimits limits(Reader limits) {
        return new ClientLimits(limits.integer("sockets-max"), limits.integer("waiting-max"));
    }

    private static ServerConfig server(Reader server) {
        return new ServerConfig(
                server.text("name"),
                server.find("source-address").map(InetAddress::ofLiteral),
                server.flag("status-server"),
                server.presence("udp")
                        .<ServerConfig.Transport>map(RadiusMapping::udp)
                        .orElseGet(() -> tls(server.container("tls"))));
    }

    private static ServerConfig.Udp udp(Reader udp) {
        InetAddress address = InetAddress.ofLiteral(udp.text("address"));
        return new ServerConfig.Udp(
                new InetSocketAddress(address, udp.integer("authentication-port")),
                new InetSocketAddress(address, udp.integer("accounting-port")),
                new Secret(udp.text("shared-secret")),
                udp.flag("require-message-authenticator"));
    }

    private static ServerConfig.Tls tls(Reader tls) {
        String address = tls.text("address");
        return new ServerConfig.Tls(
                new InetSocketAddress(InetAddress.ofLiteral(address), tls.integer("port")),
                tls.find("server-name").orElse(address),
                Memo.map(tls, RadiusMapping::credentials));
    }

    private static TlsCredentials credentials(Reader tls) {
        return TlsCredentials.of(
                tls.list("ca-certificate").stream()
                        .collect(Collectors.toMap(entry -> entry.text("name"), entry -> octets(entry.text("der")))),
                octets(tls.text("certificate")),
                octets(tls.text("private-key")));
    }

    private static byte[] octets(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
