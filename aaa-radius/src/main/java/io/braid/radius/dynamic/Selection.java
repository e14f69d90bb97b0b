package io.braid.radius.dynamic;

import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.SubscriberMatch;
import io.braid.engine.config.AddressPrefix;
import io.braid.radius.packet.Attributes;
import io.braid.radius.policy.ErrorCause;
import io.braid.radius.policy.PolicyException;
import io.braid.radius.policy.Values;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which subscribers a request means: those that fit all that it tells of them (RFC 5176 §3). */
final class Selection {
    private Selection() {}

    static SubscriberMatch of(Attributes attributes) throws PolicyException {
        Values values = new Values(attributes);
        List<AddressPrefix> prefixes =
                new ArrayList<>(values.hosts("Framed-IP-Address", "Framed-IPv6-Address"));
        prefixes.addAll(values.prefixes("Framed-IPv6-Prefix", "Delegated-Ipv6-Prefix"));
        attributes.text("Calling-Station-Id").flatMap(Selection::address).ifPresent(prefixes::add);
        // Without a name of its own, a subscriber is called by its address in requests about it.
        Optional<String> user = attributes.text("User-Name");
        Optional<AddressPrefix> called = user.flatMap(Selection::address);
        called.ifPresent(prefixes::add);
        Optional<Identity> identity = attributes.text("Chargeable-User-Identity")
                .or(() -> user.filter(_ -> called.isEmpty()))
                .map(Identity::new);
        SubscriberMatch match = new SubscriberMatch(attributes.text("Acct-Session-Id"), identity, prefixes);
        if (match.empty()) {
            throw new PolicyException(ErrorCause.MISSING_ATTRIBUTE, "it does not tell which subscriber it means");
        }
        return match;
    }

    private static Optional<AddressPrefix> address(String text) {
        try {
            if (text.indexOf('/') >= 0) {
                AddressPrefix prefix = AddressPrefix.of(text);
                return Optional.of(AddressPrefix.around(prefix.address(), prefix.length()));
            }
            InetAddress address = InetAddress.ofLiteral(text);
            return Optional.of(AddressPrefix.around(address, address.getAddress().length * Byte.SIZE));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
