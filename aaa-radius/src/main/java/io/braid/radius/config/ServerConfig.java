package io.braid.radius.config;

import io.braid.radius.packet.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A server.
 *
 * @param name in state and logs
 * @param source the address of this host that it is asked from; empty leaves it to routing
 * @param statusServer whether it answers Status-Server (RFC 5997); otherwise requests tell whether it lives
 * @param transport how packets get there
 */
public record ServerConfig(String name, Optional<InetAddress> source, boolean statusServer, Transport transport) {
    /** How packets get to a server. */
    public sealed interface Transport {}

    /**
     * Over UDP (RFC 2865, RFC 2866).
     *
     * @param authentication where it takes Access-Requests
     * @param accounting where it takes Accounting-Requests
     * @param secret what is shared with it
     * @param signatureRequired whether answers to Access-Requests without a Message-Authenticator are ignored (CVE-2024-3596)
     */
    public record Udp(
            InetSocketAddress authentication, InetSocketAddress accounting, Secret secret, boolean signatureRequired)
            implements Transport {}

    /**
     * Over TLS (RFC 6614).
     *
     * @param address where it takes connections
     * @param serverName the name its certificate is for: a DNS name or an address
     * @param credentials what both sides prove who they are with
     */
    public record Tls(InetSocketAddress address, String serverName, TlsCredentials credentials) implements Transport {}
}
