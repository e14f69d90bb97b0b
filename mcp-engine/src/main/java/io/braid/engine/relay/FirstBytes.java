package io.braid.engine.relay;

import java.util.Arrays;

/**
 * The first bytes of a customer whose request waits for a concentrator's answer: kept until it has come, so that they can go
 * another way. Plain data.
 */
final class FirstBytes {
    byte[] bytes = {};
    int length;
    /** Of those, how many were sent behind the request on the leg at hand. */
    int sent;
    /** The customer has ended its half; passed on only once there is a server. */
    boolean ended;

    void append(byte[] more, int from, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.min(2 * bytes.length, length + count + 4096)));
        }
        System.arraycopy(more, from, bytes, length, count);
        length += count;
    }

    int unsent() {
        return length - sent;
    }
}
