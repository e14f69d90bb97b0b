package io.braid.engine.convert;

import java.nio.ByteBuffer;

/** Common ground of the MP_CONVERT readers: how far the payload of the SYN may reach. */
abstract class SynReader {
    final ByteBuffer in;
    final SignalRules rules;
    final SynPayload syn;

    /** @param in its indexes are offsets in the stream; nothing beyond its limit is known yet */
    SynReader(ByteBuffer in, SignalRules rules, SynPayload syn) {
        this.in = in;
        this.rules = rules;
        this.syn = syn;
    }

    /** Reads the request that begins at index 0, the caller having recognised its first four bytes. */
    abstract Signal read() throws ConvertException;

    /**
     * Whether bytes up to this offset are still to come.
     *
     * @throws ConvertException when they never will, since MP_CONVERT ends within the SYN
     */
    final boolean lacks(int end) throws ConvertException {
        if (end > rules.lengthMax() || syn.length().isPresent() && end > syn.length().getAsInt()) {
            throw ConvertException.reset(Math.min(end, in.limit()), "MP_CONVERT does not end within the SYN");
        }
        return end > in.limit();
    }

    final int u8(int at) {
        return in.get(at) & 0xFF;
    }
}
