package io.braid.engine.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which connections something is about, and what becomes of them (draft S5.6.3). Of several rules, the first that matches
 * decides.
 *
 * @param name unique among the rules beside it
 * @param source the customers; empty means all
 * @param destination the servers; empty means all
 * @param destinationPorts the servers' ports; empty means all
 * @param action what becomes of them
 */
public record FlowRule(
        String name,
        Optional<Prefix> source,
        Optional<Prefix> destination,
        List<Integer> destinationPorts,
        Action action) {
    public FlowRule {
        destinationPorts = List.copyOf(destinationPorts);
    }

    /** All addresses that share their first bits. */
    public record Prefix(InetAddress address, int length) {
        public Prefix {
            int most = address.getAddress().length * Byte.SIZE;
            if (length < 0 || length > most) {
                throw new IllegalArgumentException("prefix length " + length + " is not in 0.." + most);
            }
        }

        /** As in {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
        public static Prefix of(String text) {
            int slash = text.indexOf('/');
            return new Prefix(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }
    }

    /** What becomes of a connection. */
    public enum Action {
        /** It is intercepted. */
        INTERCEPT,
        /** It passes as it is. */
        PASS
    }
}
