package io.braid.engine.acl;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Rules in their order, of which the first that matches decides.
 *
 * <p>A proxy decides about connections, not about packets. One may be opened if both its first packet may go in and the
 * answer to it may come out. A direction that no rule is about is not restricted.
 */
public final class RuleList implements ConnectionFilter {
    private final List<String> shown;
    private final Way in;
    private final Way out;

    private RuleList(List<String> shown, Way in, Way out) {
        this.shown = List.copyOf(shown);
        this.in = in;
        this.out = out;
    }

    /**
     * A list of RFC 6733 §4.3.1: what no rule matches is denied if the last rule permits, and permitted if it denies.
     *
     * @param shown the rules as an operator reads them
     */
    public static RuleList ofDiameter(List<Rule> rules, List<String> shown) {
        return new RuleList(shown, diameter(rules, Direction.IN), diameter(rules, Direction.OUT));
    }

    private static Way diameter(List<Rule> rules, Direction direction) {
        List<Rule> its = of(rules, direction);
        return new Way(its, its.isEmpty() || !its.getLast().permit());
    }

    private static List<Rule> of(List<Rule> rules, Direction direction) {
        return rules.stream().filter(rule -> rule.direction() == direction).toList();
    }

    @Override
    public boolean permits(int protocol, InetSocketAddress from, InetSocketAddress to) {
        return in.permits(protocol, from, to, from.getAddress()) && out.permits(protocol, to, from, from.getAddress());
    }

    @Override
    public List<String> rules() {
        return shown;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleList list && list.in.equals(in) && list.out.equals(out) && list.shown.equals(shown);
    }

    @Override
    public int hashCode() {
        return 31 * in.hashCode() + out.hashCode();
    }

    /** The rules of one direction. */
    private record Way(List<Rule> rules, boolean otherwise) {
        boolean permits(int protocol, InetSocketAddress source, InetSocketAddress destination, InetAddress subscriber) {
            for (Rule rule : rules) {
                if (rule.matches(protocol, source, destination, subscriber)) {
                    return rule.permit();
                }
            }
            return otherwise;
        }
    }
}
