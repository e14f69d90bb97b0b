package io.braid.engine.convert;

import java.util.Optional;

/** What a downstream MCP answered to a request. */
public sealed interface ConvertAnswer {
    /**
     * Undecided. Feed the same bytes and more.
     *
     * @param atLeast total bytes from the beginning of the stream without which there will be no other answer
     */
    record NeedMore(int atLeast) implements ConvertAnswer {}

    /**
     * The server leg is established.
     *
     * @param consumed bytes of the answer; the rest is user data
     * @param server the TCP options of the server's SYN/ACK
     * @param supported the answer to Info
     */
    record Accepted(
            int consumed, Optional<ConvertTlv.ExtendedTcpHeader> server, Optional<ConvertTlv.SupportedTcpExtensions> supported)
            implements ConvertAnswer {}

    /** Refused; the client resets the connection (RFC 8803 §4.2.8). */
    record Refused(ConvertError error) implements ConvertAnswer {}

    /** No valid answer: the client resets the connection and uses this MCP no more (RFC 8803 §6, plain-mode-10 §5.2). */
    record Invalid(ConvertException problem) implements ConvertAnswer {}
}
