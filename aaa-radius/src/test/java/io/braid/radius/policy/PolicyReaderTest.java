package io.braid.radius.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.acl.RuleList;
import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.authorize.SubscriberPolicy.PathPolicy;
import io.braid.engine.authorize.SubscriberPolicy.QuotaAction;
import io.braid.engine.authorize.SubscriberPolicy.SourceMode;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.convert.Octets;
import io.braid.radius.packet.Attributes;
import io.braid.radius.rule.RuleLists;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tinyradius.core.dictionary.Dictionary;

/** What an Access-Accept or a CoA-Request makes of a policy, and what is refused. */
final class PolicyReaderTest {
    private static final Dictionary DICTIONARY = VendorDictionary.of(32473);
    private static final RuleList GOLD = RuleList.ofDiameter(List.of(), List.of("gold"));

    private final PolicyReader reader =
            new PolicyReader(new RuleLists(), name -> name.equals("gold") ? Optional.of(GOLD) : Optional.empty());

    private static Attributes.Builder attributes() {
        return Attributes.with(DICTIONARY);
    }

    private static Attributes.Builder rules(String... rules) {
        byte[] octets = (String.join("\0", rules) + "\0").getBytes(StandardCharsets.US_ASCII);
        Attributes.Builder builder = attributes();
        for (int at = 0; at < octets.length; at += 253) {
            builder.octets("NAS-Filter-Rule", Arrays.copyOfRange(octets, at, Math.min(octets.length, at + 253)));
        }
        return builder;
    }

    private ErrorCause refusal(Attributes.Builder builder) {
        return assertThrows(PolicyException.class, () -> reader.accept(builder.build())).errorCause();
    }

    @Test
    void readsAllThatAnAcceptHolds() throws PolicyException {
        SubscriberPolicy policy = reader.accept(attributes()
                .number("Session-Timeout", 600)
                .number("Termination-Action", 1)
                .number("Idle-Timeout", 0)
                .number("Acct-Interim-Interval", 60)
                .octets("Class", HexFormat.of().parseHex("ff00fe"))
                .octets("Class", HexFormat.of().parseHex("01"))
                .octets("State", HexFormat.of().parseHex("80"))
                .text("Filter-Id", "gold.in")
                .octets("Framed-IP-Address", new byte[] {(byte) 192, 0, 2, 10})
                .octets("Framed-IPv6-Prefix", HexFormat.of().parseHex("004020010db800010000"))
                .text("Chargeable-User-Identity", "line-7")
                .text("User-Name", "alice")
                .number("Mcp-Service", 2)
                .number("Mcp-Max-Subflows", 3)
                .number("Mcp-Max-Connections", 100)
                .number("Mcp-Max-Connection-Rate", 10)
                .number("Mcp-Bandwidth-Up", 1000)
                .number("Mcp-Bandwidth-Down", 0xffff_ffffL)
                .number64("Mcp-Volume-Quota", 5_000_000_000L)
                .number("Mcp-Quota-Action", 3)
                .number("Mcp-Source-Mode", 4)
                .text("Mcp-Pool-Name", "lille")
                .octets("Mcp-Address-IPv4", new byte[] {(byte) 203, 0, 113, 1})
                .octets("Mcp-Host-Id", new byte[] {1, 2})
                .build());
        assertEquals(Optional.of(Duration.ofMinutes(10)), policy.sessionTimeout());
        assertEquals(AtTimeout.REAUTHORIZE, policy.atTimeout());
        assertEquals(Optional.empty(), policy.idleTimeout());
        assertEquals(Optional.of(Duration.ofMinutes(1)), policy.interimInterval());
        assertEquals(List.of(Octets.of((byte) -1, (byte) 0, (byte) -2), Octets.of((byte) 1)), policy.classes());
        assertEquals(Optional.of(Octets.of((byte) 0x80)), policy.resume());
        assertEquals(Optional.of(GOLD), policy.filter());
        assertEquals(
                List.of(AddressPrefix.of("192.0.2.10/32"), AddressPrefix.of("2001:db8:1::/64")), policy.prefixes());
        assertEquals(Optional.of(new Identity("line-7")), policy.identity());
        assertEquals(Use.ALLOW_TCP_ONLY, policy.use());
        assertEquals(OptionalInt.of(3), policy.subflowsMax());
        assertEquals(OptionalInt.of(100), policy.connectionsMax());
        assertEquals(OptionalInt.of(10), policy.connectionRate());
        assertEquals(OptionalLong.of(1000), policy.bandwidthUp());
        assertEquals(OptionalLong.of(0xffff_ffffL), policy.bandwidthDown());
        assertEquals(OptionalLong.of(5_000_000_000L), policy.quota());
        assertEquals(Optional.of(QuotaAction.THROTTLE), policy.quotaAction());
        assertEquals(Optional.of(SourceMode.NPTV6), policy.sourceMode());
        assertEquals(Optional.of("lille"), policy.pool());
        assertEquals(List.of(InetAddress.ofLiteral("203.0.113.1")), policy.mcpAddresses());
        assertEquals(Optional.of(Octets.of((byte) 1, (byte) 2)), policy.hostId());
    }

    @Test
    void joinsRulesThatBeginInOneAttributeAndEndInTheNext() throws PolicyException {
        String[] rules = new String[29];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = "permit in 6 from any to 198.51.100." + i + "/32 443";
        }
        SubscriberPolicy policy = reader.accept(rules(rules).build());
        assertEquals(List.of(rules), policy.filter().orElseThrow().rules());
    }

    @Test
    void refusesWhatItCannotApply() {
        assertEquals(ErrorCause.UNSUPPORTED_ATTRIBUTE, refusal(rules("permit in ip from any to any", "no rule")));
        assertEquals(
                ErrorCause.INVALID_REQUEST, refusal(rules("permit in ip from any to any").text("Filter-Id", "gold")));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().text("Filter-Id", "silver")));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().number("Mcp-Max-Subflows", 9)));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().number("Mcp-Service", 3)));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().number("Mcp-Quota-Action", 0)));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().octets("Mcp-Max-Connections", new byte[3])));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().text("Mcp-Pool-Name", "a\nb")));
        assertEquals(ErrorCause.INVALID_ATTRIBUTE_VALUE, refusal(attributes().octets("Mcp-Host-Id", new byte[9])));
        assertEquals(
                ErrorCause.INVALID_ATTRIBUTE_VALUE,
                refusal(attributes().octets("Mcp-Path-Policy", new byte[] {3, 6, 0, 0})));
    }

    @Test
    void changesWhatAChangeNamesAndNothingElse() throws PolicyException {
        SubscriberPolicy before = reader.accept(rules("deny in ip from any to 10.0.0.0/8")
                .number("Mcp-Max-Subflows", 2)
                .number("Session-Timeout", 600)
                .build());
        SubscriberPolicy after = reader.change(rules("permit in ip from any to any").number("Mcp-Max-Subflows", 4).build())
                .apply(before);
        assertEquals(OptionalInt.of(4), after.subflowsMax());
        assertEquals(Optional.of(Duration.ofMinutes(10)), after.sessionTimeout());
        assertEquals(List.of("permit in ip from any to any"), after.filter().orElseThrow().rules());
    }

    @Test
    void readsSeveralAccessNetworksOfOneAttribute() throws PolicyException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(HexFormat.of().parseHex("01080018c0000200"));
        value.writeBytes(HexFormat.of().parseHex("030600000001"));
        value.writeBytes(HexFormat.of().parseHex("0805" + "64736c"));
        value.writeBytes(HexFormat.of().parseHex("01080018c6336400"));
        value.writeBytes(HexFormat.of().parseHex("040600000001"));
        value.writeBytes(new byte[] {9, 10});
        value.writeBytes(ByteBuffer.allocate(8).putLong(7_000_000_000L).array());
        List<PathPolicy> paths =
                reader.accept(attributes().octets("Mcp-Path-Policy", value.toByteArray()).build()).paths();
        assertEquals(2, paths.size());
        assertEquals(Optional.of(AddressPrefix.of("192.0.2.0/24")), paths.get(0).prefix());
        assertEquals(OptionalInt.of(1), paths.get(0).priority());
        assertEquals(Optional.of("dsl"), paths.get(0).label());
        assertEquals(Optional.of(AddressPrefix.of("198.51.100.0/24")), paths.get(1).prefix());
        assertTrue(paths.get(1).backup());
        assertEquals(OptionalLong.of(7_000_000_000L), paths.get(1).quota());
    }
}
