package io.braid.bench.load;

import java.nio.ByteBuffer;

/**
 * What a client asks of the server at the beginning of a stream that lasts.
 *
 * @param id tells the transfers of a run apart
 * @param direction who sends
 * @param millis for how long
 */
public record Transfer(long id, Direction direction, int millis) {
    static final int BYTES = 16;

    /** Who sends. */
    public enum Direction {
        /** The client. */
        UP,
        /** The server. */
        DOWN;

        /** As in the names of cases. */
        public String label() {
            return this == UP ? "up" : "down";
        }
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(id)
                .putInt(direction.ordinal())
                .putInt(millis)
                .array();
    }

    static Transfer decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Transfer(in.getLong(), Direction.values()[in.getInt()], in.getInt());
    }
}
