package io.braid.engine.relay;

import io.braid.engine.linux.StreamSocket;
import java.util.Arrays;

/** Collects the head of a leg's stream while a request, or an answer, is not whole. */
final class SignalReader {
    /** Most bytes collected: what one SYN can carry and a full message fit. */
    static final int BYTES_MAX = 2048;

    private final Pump pump;

    SignalReader(Pump pump) {
        this.pump = pump;
    }

    /** Reads what fits: a count, 0 at the end, or a negative errno. */
    int read(Conversion c, Leg from) {
        int asked = BYTES_MAX - c.signalLength;
        int got = StreamSocket.recv(from.fd, pump.buffer(), asked);
        if (got > 0) {
            from.readable = got == asked || from.peerClosed;
            byte[] grown = c.signal == null ? new byte[got] : Arrays.copyOf(c.signal, c.signalLength + got);
            pump.buffer().get(0, grown, c.signalLength, got);
            c.signal = grown;
            c.signalLength += got;
        }
        return got;
    }
}
