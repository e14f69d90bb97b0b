package io.braid.radius.dynamic;

import static io.braid.radius.policy.ErrorCause.INVALID_REQUEST;
import static io.braid.radius.policy.ErrorCause.NAS_IDENTIFICATION_MISMATCH;
import static io.braid.radius.policy.ErrorCause.UNSUPPORTED_ATTRIBUTE;

import io.braid.radius.packet.Attributes;
import io.braid.radius.policy.PolicyException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.attribute.type.RadiusAttribute;
import org.tinyradius.core.attribute.type.VendorSpecificAttribute;

/** Which attributes a request may have. One that is not understood makes it refused as a whole (RFC 5176 §2.3). */
final class Grounds {
    /** Those that tell which session is meant, to whom the request goes, and what is echoed (RFC 5176 §3). */
    private static final Set<String> ALWAYS = Set.of(
            "User-Name",
            "Chargeable-User-Identity",
            "Acct-Session-Id",
            "Calling-Station-Id",
            "Framed-IP-Address",
            "Framed-IPv6-Address",
            "Framed-IPv6-Prefix",
            "Delegated-Ipv6-Prefix",
            "NAS-Identifier",
            "NAS-IP-Address",
            "NAS-IPv6-Address",
            "Event-Timestamp",
            "Proxy-State");

    private static final Set<String> DISCONNECT = with("Reply-Message", "Acct-Terminate-Cause");

    private static final Set<String> CHANGE = with(
            "Service-Type",
            "State",
            "Class",
            "Filter-Id",
            "NAS-Filter-Rule",
            "Session-Timeout",
            "Idle-Timeout",
            "Termination-Action",
            "Acct-Interim-Interval");

    private Grounds() {}

    private static Set<String> with(String... more) {
        return Stream.concat(ALWAYS.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** Judges the attributes of a Disconnect-Request. */
    static void checkDisconnect(Attributes attributes) throws PolicyException {
        for (RadiusAttribute attribute : attributes.list()) {
            known(attribute, DISCONNECT);
        }
    }

    /** Judges the attributes of a CoA-Request. */
    static void checkChange(Attributes attributes, int vendor) throws PolicyException {
        for (RadiusAttribute attribute : attributes.list()) {
            if (attribute instanceof VendorSpecificAttribute vendors && vendors.getChildVendorId() == vendor) {
                for (RadiusAttribute own : vendors.getAttributes()) {
                    if (own.getAttributeTemplate().isEmpty()) {
                        throw new PolicyException(
                                UNSUPPORTED_ATTRIBUTE, "it has an unknown attribute of Braid's: " + own.getType());
                    }
                }
            } else {
                known(attribute, CHANGE);
            }
        }
    }

    private static void known(RadiusAttribute attribute, Set<String> names) throws PolicyException {
        if (attribute.getAttributeTemplate().map(AttributeTemplate::getName).filter(names::contains).isEmpty()) {
            throw new PolicyException(UNSUPPORTED_ATTRIBUTE, "it has an attribute of type " + attribute.getType());
        }
    }

    /** Judges to whom a request goes. */
    static void checkNas(Attributes attributes, String nasIdentifier) throws PolicyException {
        if (attributes.text("NAS-Identifier").filter(name -> !name.equals(nasIdentifier)).isPresent()) {
            throw new PolicyException(NAS_IDENTIFICATION_MISMATCH, "its NAS-Identifier is another");
        }
        if (attributes.all("Acct-Session-Id").size() > 1) {
            throw new PolicyException(INVALID_REQUEST, "it has more than one Acct-Session-Id");
        }
    }
}
