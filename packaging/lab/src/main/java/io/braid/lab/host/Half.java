package io.braid.lab.host;

/**
 * One direction as one side saw it.
 *
 * @param bytes bytes sent or received
 * @param sha256 their hash in hexadecimal
 * @param seconds from the first of them to the last
 * @param end how it ended
 */
public record Half(long bytes, String sha256, double seconds, End end) {
    /** How a direction ended. */
    public enum End {
        /** In order: the sender ended its half, the receiver saw the end. */
        FINISHED,
        /** By a reset of the connection. */
        RESET,
        /** Otherwise: no more came within the time limit, or the stream was cut short. */
        BROKEN
    }

    /** Rate of the bytes in Mbit/s. */
    public double mbitPerSecond() {
        return seconds == 0 ? 0 : bytes * 8 / seconds / 1e6;
    }
}
