package io.braid.radius.dynamic;

/**
 * What came, and what became of it. Names follow RFC 4673.
 *
 * @param requests requests that were believed
 * @param acks of them, those that were followed
 * @param naks of them, those that were refused
 * @param duplicates requests that came again
 * @param unknownClients datagrams from others than those configured
 * @param malformed datagrams that are no request
 * @param badAuthenticators requests made with another secret, or changed on the way
 * @param unsigned requests without the Message-Authenticator that they must have
 * @param stale requests whose Event-Timestamp is missing or too far from now
 * @param limited requests above the rate
 */
public record DynamicCounts(
        long requests,
        long acks,
        long naks,
        long duplicates,
        long unknownClients,
        long malformed,
        long badAuthenticators,
        long unsigned,
        long stale,
        long limited) {}
