package io.braid.radius.authorize;

import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.Query;
import io.braid.engine.authorize.SubscriberKey;
import io.braid.radius.config.RadiusConfig;
import io.braid.radius.packet.Attributes;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.tinyradius.core.dictionary.Dictionary;

/** What is told about a subscriber when it is asked for (RFC 2865 §5, RFC 3162 §2, RFC 6911 §3.1). */
public final class AccessRequest {
    private static final int CALL_CHECK = 10;
    private static final int VIRTUAL = 5;

    private final RadiusConfig config;
    private final Dictionary dictionary;

    public AccessRequest(RadiusConfig config, Dictionary dictionary) {
        this.config = config;
        this.dictionary = dictionary;
    }

    /** The attributes for a question of the engine's. */
    public Attributes of(Query query) {
        Attributes.Builder request = about(
                query.identity().map(Identity::value).orElseGet(() -> name(query.subscriber())),
                Optional.of(query.customer().getAddress()));
        request.text("Called-Station-Id", text(query.local().getAddress()));
        // A hint which MCP is used (draft-boucadair-mptcp-radius §4); of an intercepted connection it is none.
        if (!query.destination().equals(Optional.of(query.local()))) {
            request.address("Mcp-Address-IPv4", "Mcp-Address-IPv6", query.local().getAddress());
        }
        query.known().ifPresent(known -> {
            request.text("Acct-Session-Id", known.id());
            known.policy().resume().ifPresent(state -> request.octets("State", state.toBytes()));
        });
        return request.build();
    }

    /**
     * The attributes for a trial.
     *
     * @param userName who is asked for
     * @param address its address, if it has one
     */
    public Attributes trial(String userName, Optional<InetAddress> address) {
        return about(userName, address).build();
    }

    private Attributes.Builder about(String userName, Optional<InetAddress> address) {
        Attributes.Builder request = Attributes.with(dictionary)
                .text("User-Name", userName)
                .number("Service-Type", CALL_CHECK)
                .text("NAS-Identifier", config.nasIdentifier())
                .number("NAS-Port-Type", VIRTUAL)
                .number("Event-Timestamp", Instant.now().getEpochSecond());
        address.ifPresent(source -> request.text("Calling-Station-Id", text(source))
                .address("Framed-IP-Address", "Framed-IPv6-Address", source));
        // For servers that want a password of everybody; a source address has none.
        config.userPassword().ifPresent(password -> request.secret("User-Password", password));
        return request;
    }

    /** What a subscriber is called as long as nobody knows its name: its address, or its prefix with the length. */
    public static String name(SubscriberKey subscriber) {
        InetAddress address = subscriber.prefix().address();
        int length = subscriber.prefix().length();
        boolean one = length == address.getAddress().length * Byte.SIZE;
        return one ? text(address) : text(address) + "/" + length;
    }

    private static String text(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : NetUtil.toAddressString(address);
    }
}
