package io.braid.engine.linux.netlink;

/**
 * A policy routing rule: packets with a mark look their route up in a table of their own.
 *
 * @param family which packets
 * @param mark value of the bits in {@code mask}
 * @param mask bits that are compared
 * @param table number of the routing table, 1 to 4294967295
 * @param priority order among all rules, lowest first; 0 is before everything
 */
public record MarkRule(Family family, long mark, long mask, long table, int priority) {
    /** An address family, with its number in the kernel and the bytes of an address. */
    public enum Family {
        IPV4(2),
        IPV6(10);

        final int number;

        Family(int number) {
            this.number = number;
        }
    }
}
