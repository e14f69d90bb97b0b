package io.braid.radius.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.acl.ConnectionFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules as servers write them, and what they permit. */
final class RuleListsTest {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final RuleLists lists = new RuleLists();

    private ConnectionFilter list(String... rules) {
        try {
            return lists.of(String.join("\0", rules).getBytes(StandardCharsets.ISO_8859_1));
        } catch (RuleException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean tcp(ConnectionFilter list, String to, int port) {
        String from = to.indexOf(':') < 0 ? "192.0.2.10" : "2001:db8::10";
        return list.permits(TCP, end(from, 40000), end(to, port));
    }

    private static InetSocketAddress end(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @Test
    void takesTheFirstThatMatches() {
        ConnectionFilter list = list(
                "permit in 6 from any to 198.51.100.0/24 80,443,1000-2000",
                "deny in ip from any to 198.51.100.0/24",
                "permit in ip from any to any");
        assertTrue(tcp(list, "198.51.100.1", 443));
        assertTrue(tcp(list, "198.51.100.1", 1500));
        assertTrue(!tcp(list, "198.51.100.1", 2001));
        assertTrue(tcp(list, "203.0.113.1", 22));
        assertTrue(tcp(list, "2001:db8:1::1", 22));
        assertTrue(!list.permits(UDP, end("192.0.2.10", 1), end("198.51.100.1", 80)));
    }

    /** RFC 6733 §4.3.1: dropped if the last rule was a permit, passed if it was a deny. */
    @Test
    void letsTheLastRuleDecideAboutTheRest() {
        assertTrue(!tcp(list("permit in 6 from any to 198.51.100.1"), "198.51.100.2", 80));
        assertTrue(tcp(list("deny in 6 from any to 198.51.100.1"), "198.51.100.2", 80));
    }

    @Test
    void letsAnswersOutAsFarAsRulesAreAboutThem() {
        ConnectionFilter list = list("deny out 6 from 198.51.100.0/24 443 to assigned");
        assertTrue(!tcp(list, "198.51.100.1", 443));
        assertTrue(tcp(list, "198.51.100.1", 80));
        assertTrue(tcp(list("permit in ip from any to any", "deny out 6 from 203.0.113.1 to any"), "198.51.100.1", 80));
    }

    @Test
    void knowsWhoIsMeant() {
        assertTrue(tcp(list("permit in ip from assigned to 2001:db8:1::/48"), "2001:db8:1::5", 80));
        assertTrue(!tcp(list("permit in ip from !assigned to any"), "198.51.100.1", 80));
        assertTrue(!tcp(list("permit in ip from any to !198.51.100.1"), "198.51.100.1", 80));
        assertTrue(tcp(list("permit in ip from any to !198.51.100.1"), "198.51.100.2", 80));
        assertTrue(tcp(list("permit in 6 from 192.0.2.0/24 40000 to any setup"), "198.51.100.2", 80));
        assertTrue(tcp(list("permit in ip from any to 0.0.0.0/0"), "198.51.100.2", 80));
        assertTrue(!tcp(list("permit in ip from any to 0.0.0.0/0"), "2001:db8:1::5", 80));
    }

    @Test
    void compilesEachListOnce() {
        ConnectionFilter one = list("permit in ip from any to any", "");
        assertSame(one, list("permit in ip from any to any", ""));
        assertEquals(one, list("permit  in\tip from any to any"));
        assertEquals(List.of("permit in ip from any to any"), one.rules());
    }

    @Test
    void refusesWhatCannotBeApplied() {
        for (String rule : List.of(
                "",
                "permit",
                "allow in ip from any to any",
                "permit both ip from any to any",
                "permit in tcp from any to any",
                "permit in 256 from any to any",
                "permit in ip to any from any",
                "permit in ip from any to any 80",
                "permit in 6 from any to any 80-",
                "permit in 6 from any to any 90-80",
                "permit in 6 from any to any 65536",
                "permit in 6 from any to any 80,",
                "permit in 6 from any to 10.1",
                "permit in 6 from any to 10.0.0.0/33",
                "permit in 6 from any to example.net",
                "permit in 6 from any to fe80::1%eth0",
                "permit in 6 from any to 2001:db8::/129",
                "permit in 6 from any to any established",
                "permit in 6 from any to any tcpflags syn",
                "permit out 6 from any to any setup",
                "permit in ip from any to any frag",
                "permit in 6 from any to any 80 443",
                "permit in ip from any to any\u00e9",
                "permit in 6 from any to any " + "1,".repeat(70) + "1",
                "permit in ip from any to any " + "x".repeat(500))) {
            assertThrows(
                    RuleException.class, () -> lists.of(rule.getBytes(StandardCharsets.ISO_8859_1)), () -> "took " + rule);
        }
        RuleException second = assertThrows(
                RuleException.class, () -> lists.of("deny in ip from any to any\0permit no".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("rule 2: \"no\" is neither in nor out", second.getMessage());
        byte[] many = "deny in ip from any to any\0".repeat(513).getBytes(StandardCharsets.US_ASCII);
        assertThrows(RuleException.class, () -> lists.of(many));
    }
}
