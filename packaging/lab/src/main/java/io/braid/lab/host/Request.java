package io.braid.lab.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a client asks of a server of the lab, in the first {@value #BYTES} bytes of the stream.
 *
 * @param id unique in this run, so that both sides' reports find each other
 * @param kind how the server behaves
 * @param down bytes from server to client
 * @param up bytes from client to server, this header not counted
 */
public record Request(long id, Kind kind, long down, long up) {
    /** Bytes of the request at the beginning of the stream. */
    public static final int BYTES = 32;
    private static final int MAGIC = 0x42524149;
    /** What every request begins with, in hexadecimal digits. */
    public static final String BEGIN = Integer.toHexString(MAGIC);
    private static final AtomicLong IDS = new AtomicLong();

    /** How a server behaves. */
    public enum Kind {
        /**
         * Both directions at once; each side ends its half when it has sent all. A side with nothing to send ends its
         * half last: the kernel lets no subflow join a connection one half of which has ended.
         */
        EXCHANGE,
        /** The server is silent until the client has ended its half, then sends all and closes. */
        REPLY_AT_END,
        /** The server resets the connection when all of {@code up} has come. */
        SERVER_RESETS,
        /** The client resets the connection when all of {@code down} has come; the server waits for it. */
        CLIENT_RESETS
    }

    public static Request of(Kind kind, long down, long up) {
        return new Request(IDS.incrementAndGet(), kind, down, up);
    }

    /** Only towards the client. */
    public static Request download(long bytes) {
        return of(Kind.EXCHANGE, bytes, 0);
    }

    /** Only towards the server. */
    public static Request upload(long bytes) {
        return of(Kind.EXCHANGE, 0, bytes);
    }

    /** The request as it begins a stream. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES).putInt(MAGIC).putInt(kind.ordinal()).putLong(id).putLong(down).putLong(up)
                .array();
    }

    static Request decode(byte[] bytes) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(bytes);
        int magic = b.getInt();
        int kind = b.getInt();
        if (magic != MAGIC || kind < 0 || kind >= Kind.values().length) {
            throw new IOException("not a request of the lab: 0x" + Integer.toHexString(magic));
        }
        return new Request(b.getLong(), Kind.values()[kind], b.getLong(), b.getLong());
    }
}
