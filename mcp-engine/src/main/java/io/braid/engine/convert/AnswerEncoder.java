package io.braid.engine.convert;

import io.braid.engine.convert.ConvertTlv.ExtendedTcpHeader;
import io.braid.engine.convert.ConvertTlv.SupportedTcpExtensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a downstream MCP answers, in the format of the request. */
public final class AnswerEncoder {
    private AnswerEncoder() {}

    /**
     * The server leg is established.
     *
     * @param signal the request as decoded
     * @param serverOptions the TCP options of the server's SYN/ACK, if known; where the client used the extended Connect
     *     a header is sent in any case (RFC 8803 §4.2.6)
     * @param supportedKinds told when the client sent Info
     * @return the bytes that precede the server's data, none for MP_CONVERT options
     */
    public static byte[] accepted(Signal.Request signal, Optional<Octets> serverOptions, List<Integer> supportedKinds) {
        ConversionRequest request = signal.request();
        if (request.format() != SignalFormat.RFC8803) {
            return signal.echo().toBytes();
        }
        var tlvs = new ArrayList<ConvertTlv>();
        if (serverOptions.isPresent() || request.extended()) {
            tlvs.add(new ExtendedTcpHeader(serverOptions.orElse(Octets.EMPTY)));
        }
        if (request.info()) {
            tlvs.add(new SupportedTcpExtensions(supportedKinds));
        }
        return new ConvertMessage(tlvs).encode();
    }

    /** The answer to Info alone. */
    public static byte[] supported(List<Integer> kinds) {
        return ConvertMessage.of(new SupportedTcpExtensions(kinds)).encode();
    }

    /**
     * The request is refused.
     *
     * @return the bytes to send before closing; none where the format has no errors and a reset is all there is
     */
    public static byte[] refused(SignalFormat format, ConvertError error) {
        return format == SignalFormat.RFC8803 ? ConvertMessage.of(error).encode() : new byte[0];
    }
}
