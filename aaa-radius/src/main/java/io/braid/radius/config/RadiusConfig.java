package io.braid.radius.config;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.radius.packet.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of whom.
 *
 * @param servers the most preferred one first
 * @param nasIdentifier the name of this host to its servers (RFC 2865 §5.32)
 * @param userPassword what is sent as the password of every subscriber, for servers that insist on one
 * @param vendorNumber whose vendor-specific attributes are understood: a number of IANA's Private Enterprise Numbers
 * @param timers how long it waits
 * @param limits how much it has under way
 * @param dynamic who may change subscribers while they use the service
 * @param accounting what is reported of them
 * @param filters lists of rules by name, which servers may name in a Filter-Id
 */
public record RadiusConfig(
        List<ServerConfig> servers,
        String nasIdentifier,
        Optional<Secret> userPassword,
        int vendorNumber,
        ClientTimers timers,
        ClientLimits limits,
        DynamicConfig dynamic,
        AccountingConfig accounting,
        Map<String, ConnectionFilter> filters) {
    /** Reserved for documentation (RFC 5612): nobody's attributes. */
    public static final int DOCUMENTATION_VENDOR = 32473;

    public RadiusConfig {
        servers = List.copyOf(servers);
        filters = Map.copyOf(filters);
        if (vendorNumber < 1) {
            throw new IllegalArgumentException("a vendor number is at least 1, not " + vendorNumber);
        }
    }
}
