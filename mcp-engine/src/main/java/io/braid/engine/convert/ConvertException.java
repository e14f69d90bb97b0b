package io.braid.engine.convert;

import java.util.Optional;

/** Bytes that are no valid message. The only exception decoders of this room throw. */
public final class ConvertException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Null: nothing is answered, the connection is reset. */
    private final ConvertErrorCode answer;

    private final int offset;

    private ConvertException(ConvertErrorCode answer, int offset, String message) {
        // Anybody may send nonsense at line rate: no stack trace is taken.
        super(message + " at byte " + offset, null, false, false);
        this.answer = answer;
        this.offset = offset;
    }

    /** A problem that only a reset answers. */
    static ConvertException reset(int offset, String message) {
        return new ConvertException(null, offset, message);
    }

    /** A problem that a Converter answers with this code, and a Client with a reset. */
    static ConvertException of(ConvertRole reader, ConvertErrorCode code, int offset, String message) {
        return new ConvertException(reader == ConvertRole.CONVERTER ? code : null, offset, message);
    }

    /** The code to answer with; empty when the connection is to be reset without an answer. */
    public Optional<ConvertErrorCode> answer() {
        return Optional.ofNullable(answer);
    }

    /** Where the problem is, in bytes from the beginning of the stream. */
    public int offset() {
        return offset;
    }
}
