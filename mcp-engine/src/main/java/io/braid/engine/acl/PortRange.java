package io.braid.engine.acl;

/**
 * Ports.
 *
 * @param first 0 to 65535
 * @param last not below the first
 */
public record PortRange(int first, int last) {
    private static final int MOST = 0xffff;

    public PortRange {
        if (first < 0 || last > MOST || first > last) {
            throw new IllegalArgumentException("no range of ports: " + first + "-" + last);
        }
    }

    boolean contains(int port) {
        return port >= first && port <= last;
    }
}
