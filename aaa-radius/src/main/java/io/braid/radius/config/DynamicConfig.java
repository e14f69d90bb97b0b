package io.braid.radius.config;

import io.braid.radius.packet.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Who may change subscribers while they use the service (RFC 5176).
 *
 * @param listen where requests are taken; nowhere, if there is none
 * @param clients who may send them
 * @param signatureRequired whether requests without a Message-Authenticator are ignored
 * @param timestampRequired whether requests without an Event-Timestamp are ignored
 * @param window how far an Event-Timestamp may be from this host's time, 1 s to 1 h
 * @param rateMax most requests a second, 1 to 100,000; others are ignored
 */
public record DynamicConfig(
        List<InetSocketAddress> listen,
        List<Client> clients,
        boolean signatureRequired,
        boolean timestampRequired,
        Duration window,
        int rateMax) {
    public DynamicConfig {
        listen = List.copyOf(listen);
        clients = List.copyOf(clients);
    }

    /**
     * Who may send requests.
     *
     * @param name in logs
     * @param address where its requests come from
     * @param secret what is shared with it
     */
    public record Client(String name, InetAddress address, Secret secret) {}
}
