package io.braid.radius.accounting;

import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.convert.Octets;
import io.braid.radius.authorize.AccessRequest;
import io.braid.radius.packet.Attributes;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.tinyradius.core.dictionary.Dictionary;

/** The attributes of reports (RFC 2866 §5, RFC 2869 §5). */
final class Reports {
    private static final int VIRTUAL = 5;
    private static final int AUTHENTICATED_BY_RADIUS = 1;
    private static final int AUTHENTICATED_LOCALLY = 2;
    private static final long UINT32_MAX = 0xffff_ffffL;

    private final String nasIdentifier;
    private final Dictionary dictionary;

    Reports(String nasIdentifier, Dictionary dictionary) {
        this.nasIdentifier = nasIdentifier;
        this.dictionary = dictionary;
    }

    /** That this host begins to report, or ceases to: sessions that the server knows of are over (RFC 2866 §5.1). */
    Attributes ofHost(Status status) {
        return head(status).build();
    }

    Attributes start(Subscription subscriber) {
        return about(Status.START, subscriber).build();
    }

    Attributes interim(Subscription subscriber, Usage usage) {
        return used(about(Status.INTERIM_UPDATE, subscriber), subscriber, usage).build();
    }

    Attributes stop(Subscription subscriber, Usage usage, Ending ending) {
        return used(about(Status.STOP, subscriber), subscriber, usage)
                .number("Acct-Terminate-Cause", cause(ending))
                .build();
    }

    private Attributes.Builder head(Status status) {
        return Attributes.with(dictionary)
                .number("Acct-Status-Type", status.number())
                .text("NAS-Identifier", nasIdentifier)
                .number("NAS-Port-Type", VIRTUAL)
                .number("Event-Timestamp", Instant.now().getEpochSecond());
    }

    private Attributes.Builder about(Status status, Subscription subscriber) {
        AddressPrefix prefix = subscriber.key().prefix();
        String name = AccessRequest.name(subscriber.key());
        Attributes.Builder report = head(status)
                .text("Acct-Session-Id", subscriber.id())
                .text("User-Name", subscriber.identity().map(Identity::value).orElse(name))
                .text("Calling-Station-Id", name)
                .number(
                        "Acct-Authentic",
                        subscriber.authorizer().equals("radius") ? AUTHENTICATED_BY_RADIUS : AUTHENTICATED_LOCALLY);
        if (prefix.length() == prefix.address().getAddress().length * Byte.SIZE) {
            report.address("Framed-IP-Address", "Framed-IPv6-Address", prefix.address());
        } else {
            report.octets("Framed-IPv6-Prefix", prefix(prefix));
        }
        // All of them, as they came (RFC 2865 §5.25).
        for (Octets one : subscriber.policy().classes()) {
            report.octets("Class", one.toBytes());
        }
        return report;
    }

    /** RFC 3162 §2.3. */
    private static byte[] prefix(AddressPrefix prefix) {
        return ByteBuffer.allocate(2 + prefix.address().getAddress().length)
                .put((byte) 0)
                .put((byte) prefix.length())
                .put(prefix.address().getAddress())
                .array();
    }

    /** "Input" is what came from the subscriber (RFC 2866 §5.3). */
    private static Attributes.Builder used(Attributes.Builder report, Subscription subscriber, Usage usage) {
        report.number(
                        "Acct-Session-Time",
                        Duration.between(subscriber.attachedAt(), Instant.now()).toSeconds())
                .number("Acct-Input-Octets", usage.octetsFrom())
                .number("Acct-Input-Gigawords", usage.octetsFrom() >>> Integer.SIZE)
                .number("Acct-Output-Octets", usage.octetsTo())
                .number("Acct-Output-Gigawords", usage.octetsTo() >>> Integer.SIZE)
                .number("Mcp-Conversions", Math.min(usage.conversions(), UINT32_MAX));
        usage.paths().forEach(path -> report.octets("Mcp-Path-Usage", path(path)));
        return report;
    }

    /** Numbers as in {@code dictionary.braid}. */
    private static byte[] path(Usage.Path path) {
        byte[] address = path.address().getAddress();
        return ByteBuffer.allocate(2 + address.length + 2 * (2 + Long.BYTES))
                .put((byte) (path.address() instanceof Inet4Address ? 1 : 2))
                .put((byte) (2 + address.length))
                .put(address)
                .put((byte) 3)
                .put((byte) (2 + Long.BYTES))
                .putLong(path.octetsFrom())
                .put((byte) 4)
                .put((byte) (2 + Long.BYTES))
                .putLong(path.octetsTo())
                .array();
    }

    /** RFC 2866 §5.10; RFC 3580 §3.4 for the failed reauthentication. */
    private static int cause(Ending ending) {
        return switch (ending) {
            case IDLE -> 4;
            case SESSION_TIMEOUT -> 5;
            case DISCONNECTED, CLEARED -> 6;
            case STOPPED -> 7;
            case RECONFIGURED -> 10;
            case DENIED -> 20;
        };
    }
}
