package io.braid.radius.rule;

import io.braid.engine.acl.Direction;
import io.braid.engine.acl.PortRange;
import io.braid.engine.acl.Rule;
import io.braid.engine.acl.Side;
import io.braid.engine.config.AddressPrefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The grammar of IPFilterRule: {@code action dir proto from src to dst [options]} (RFC 6733 §4.3.1).
 *
 * <p>Rules are applied to connections, by their first packet. So {@code setup}, which that packet always has, says nothing
 * more about TCP that comes in; other options are about other packets, and a rule with one cannot be applied.
 */
final class IpFilterRule {
    /** Most characters of a rule. */
    static final int LENGTH_MAX = 512;

    /** Most ports and ranges of one side. */
    private static final int PORTS_MAX = 64;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int PROTOCOL_MAX = 255;

    private IpFilterRule() {}

    /** Reads one. */
    static Rule parse(String text) throws RuleException {
        if (text.length() > LENGTH_MAX) {
            throw new RuleException("it has more than " + LENGTH_MAX + " characters");
        }
        Words words = new Words(text);
        boolean permit = choice(words.next("an action"), "permit", "deny");
        Direction direction = choice(words.next("a direction"), "in", "out") ? Direction.IN : Direction.OUT;
        int protocol = protocol(words.next("a protocol"));
        words.expect("from");
        Side source = side(words, protocol, "to");
        words.expect("to");
        Side destination = side(words, protocol, "");
        options(words, direction, protocol);
        return new Rule(permit, direction, protocol, source, destination);
    }

    private static boolean choice(String word, String yes, String no) throws RuleException {
        if (word.equals(yes)) {
            return true;
        }
        if (word.equals(no)) {
            return false;
        }
        throw new RuleException("\"" + printable(word) + "\" is neither " + yes + " nor " + no);
    }

    private static int protocol(String word) throws RuleException {
        return word.equals("ip") ? Rule.ANY_PROTOCOL : number(word, PROTOCOL_MAX, "protocol");
    }

    /** An address, and ports if the next word begins with a digit. */
    private static Side side(Words words, int protocol, String following) throws RuleException {
        String word = words.next("an address");
        boolean except = word.startsWith("!");
        Side.Addresses addresses = addresses(except ? word.substring(1) : word);
        List<PortRange> ports = List.of();
        String next = words.peek();
        if (!next.equals(following) && !next.isEmpty() && Character.isDigit(next.charAt(0))) {
            if (protocol != TCP && protocol != UDP) {
                throw new RuleException("it has ports, and its protocol has none");
            }
            ports = ports(words.next("ports"));
        }
        return new Side(addresses, except, ports);
    }

    private static Side.Addresses addresses(String word) throws RuleException {
        return switch (word) {
            case "any" -> new Side.Addresses.Any();
            case "assigned" -> new Side.Addresses.Assigned();
            default -> new Side.Addresses.Within(prefix(word));
        };
    }

    private static AddressPrefix prefix(String word) throws RuleException {
        int slash = word.indexOf('/');
        InetAddress address = address(slash < 0 ? word : word.substring(0, slash));
        int bits = address.getAddress().length * Byte.SIZE;
        return AddressPrefix.around(address, slash < 0 ? bits : number(word.substring(slash + 1), bits, "prefix length"));
    }

    private static InetAddress address(String word) throws RuleException {
        // Four parts only: Java would take 10.1 as well, for 10.0.0.1.
        boolean ipv4 = word.chars().filter(c -> c == '.').count() == 3 && word.matches("[0-9.]+");
        if (!ipv4 && word.indexOf(':') < 0 || word.indexOf('%') >= 0 || word.indexOf('[') >= 0) {
            throw new RuleException("\"" + printable(word) + "\" is no address");
        }
        try {
            return InetAddress.ofLiteral(word);
        } catch (IllegalArgumentException _) {
            throw new RuleException("\"" + printable(word) + "\" is no address");
        }
    }

    private static List<PortRange> ports(String word) throws RuleException {
        List<PortRange> ranges = new ArrayList<>();
        for (String part : word.split(",", -1)) {
            if (ranges.size() == PORTS_MAX) {
                throw new RuleException("it has more than " + PORTS_MAX + " ranges of ports");
            }
            int dash = part.indexOf('-');
            int first = port(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : port(part.substring(dash + 1));
            if (first > last) {
                throw new RuleException("port " + first + " is above port " + last);
            }
            ranges.add(new PortRange(first, last));
        }
        return ranges;
    }

    private static int port(String word) throws RuleException {
        return number(word, 0xffff, "port");
    }

    private static void options(Words words, Direction direction, int protocol) throws RuleException {
        while (words.more()) {
            String option = words.next("an option");
            if (!option.equals("setup") || direction != Direction.IN || protocol != TCP) {
                throw new RuleException(
                        "\"" + printable(option) + "\" is about packets, and rules are applied to connections here");
            }
        }
    }

    private static int number(String word, int most, String what) throws RuleException {
        boolean digits = !word.isEmpty() && word.length() <= 5 && word.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(word) > most) {
            throw new RuleException("\"" + printable(word) + "\" is no " + what);
        }
        return Integer.parseInt(word);
    }

    /** What a server sent is shown, as far as a terminal can bear it. */
    private static String printable(String word) {
        String shown = word.replaceAll("[^\\x21-\\x7e]", "?");
        return shown.length() > 40 ? shown.substring(0, 40) + "..." : shown;
    }
}
