package io.braid.engine.convert;

import java.util.Optional;

/** What the first bytes of a stream turned out to be. */
public sealed interface Signal {
    /**
     * Undecided. Feed the same bytes and more.
     *
     * @param atLeast total bytes from the beginning of the stream without which there will be no other answer
     */
    record NeedMore(int atLeast) implements Signal {}

    /**
     * A request to convert.
     *
     * @param consumed bytes of the request; the rest is user data
     * @param echo what the answer must repeat: the Information Elements as they came (plain-mode-10 §5.2), else empty
     */
    record Request(ConversionRequest request, int consumed, Octets echo) implements Signal {}

    /**
     * Info without Connect: the client wants to know what the Converter supports, and nothing else (RFC 8803 §4.2.3).
     *
     * @param cookie as in a request
     * @param consumed bytes of the message
     */
    record Inquiry(Optional<ConvertTlv.Cookie> cookie, int consumed) implements Signal {}

    /** User data from the first byte on. */
    record NotASignal() implements Signal {}

    /**
     * A signal that breaks the rules of its format.
     *
     * @param answer what to send before closing; empty when the connection is reset without an answer
     */
    record Malformed(SignalFormat format, ConvertException problem, Optional<ConvertMessage> answer) implements Signal {}
}
