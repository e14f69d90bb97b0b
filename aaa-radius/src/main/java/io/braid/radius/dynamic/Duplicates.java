package io.braid.radius.dynamic;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that came lately, and what they were answered: one that comes again gets the same answer, and is not followed
 * again (RFC 5080 §2.2.2). Locks itself.
 */
final class Duplicates {
    /** Most that are remembered; beyond, the eldest is forgotten. */
    private static final int MAX = 4096;

    private static final int HEADER = 20;
    private static final byte[] UNANSWERED = {};

    private final Map<String, byte[]> known = new LinkedHashMap<>();

    /** What makes two datagrams the same request: who sent it, the identifier and the authenticator. */
    static String key(InetSocketAddress from, byte[] datagram) {
        return from + HexFormat.of().formatHex(Arrays.copyOf(datagram, HEADER));
    }

    /**
     * Whether a request was there before.
     *
     * @return empty if it is new, and remembered from now on; no octets if it is not answered yet; else the answer
     */
    synchronized Optional<byte[]> before(String key) {
        byte[] answer = known.putIfAbsent(key, UNANSWERED);
        if (known.size() > MAX) {
            known.remove(known.keySet().iterator().next());
        }
        return Optional.ofNullable(answer);
    }

    synchronized void answered(String key, byte[] answer) {
        known.replace(key, answer);
    }
}
