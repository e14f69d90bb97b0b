package io.braid.radius.config;

/**
 * How much a client has under way.
 *
 * @param socketsMax most sockets or connections to one port of a server, of 256 requests each (RFC 2865 §3), 1 to 64
 * @param waitingMax most requests that wait for a free identifier of one port, 0 to 100,000; others fail at once
 */
public record ClientLimits(int socketsMax, int waitingMax) {
    public ClientLimits {
        if (socketsMax < 1 || socketsMax > 64) {
            throw new IllegalArgumentException("1 to 64 sockets, not " + socketsMax);
        }
        if (waitingMax < 0 || waitingMax > 100_000) {
            throw new IllegalArgumentException("0 to 100000 waiting requests, not " + waitingMax);
        }
    }
}
