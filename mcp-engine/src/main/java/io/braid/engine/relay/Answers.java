package io.braid.engine.relay;

import io.braid.engine.convert.AnswerEncoder;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.convert.ConvertError;
import io.braid.engine.convert.ConvertErrorCode;
import io.braid.engine.convert.Octets;
import io.braid.engine.convert.Signal;
import io.braid.engine.convert.SignalDecoder;
import io.braid.engine.convert.SignalFormat;
import io.braid.engine.convert.SignalRules;
import io.braid.engine.convert.SynPayload;
import io.braid.engine.convert.TcpOption;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.TcpInfo;
import io.braid.engine.verdict.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a customer is told, in the words of its own request. */
final class Answers {
    /** Kinds the kernel puts in a server leg's SYN by itself, so that asking for them is honoured. */
    private static final List<Integer> SUPPORTED =
            List.of(TcpOption.SACK_PERMITTED, TcpOption.TIMESTAMPS, TcpOption.MPTCP);

    /** Seconds a customer is asked to wait after a failure of ours or of the network (RFC 8803 §4.2.8). */
    private static final int WAIT_SECONDS = 30;

    private Answers() {}

    /** The server leg stands. */
    static byte[] accepted(Conversion c) {
        if (c.answer == AnswerFormat.NONE) {
            return new byte[0];
        }
        var decoder = new SignalDecoder(SignalRules.DEFAULT);
        if (decoder.decode(c.request, c.request.length, SynPayload.MP_CAPABLE) instanceof Signal.Request again) {
            Optional<Octets> options =
                    again.request().extended() ? Optional.of(serverOptions(c.server)) : Optional.empty();
            return AnswerEncoder.accepted(again, options, SUPPORTED);
        }
        throw new IllegalStateException("a request that was read once cannot be read again");
    }

    /** The server leg does not come about; empty when a reset says it. */
    static byte[] refused(Conversion c, Reason reason) {
        if (c.answer != AnswerFormat.CONVERT) {
            return new byte[0];
        }
        return reason.answer()
                .map(code -> AnswerEncoder.refused(SignalFormat.RFC8803, error(code, c.request)))
                .orElse(new byte[0]);
    }

    private static ConvertError error(ConvertErrorCode code, byte[] request) {
        return switch (code) {
            case MALFORMED_MESSAGE -> new ConvertError.MalformedMessage(Octets.of(request));
            case NOT_AUTHORIZED -> new ConvertError.NotAuthorized();
            case RESOURCE_EXCEEDED -> new ConvertError.ResourceExceeded(WAIT_SECONDS);
            case NETWORK_FAILURE -> new ConvertError.NetworkFailure(WAIT_SECONDS);
            case CONNECTION_RESET -> new ConvertError.ConnectionReset();
            case DESTINATION_UNREACHABLE -> new ConvertError.DestinationUnreachable(0);
            case UNSUPPORTED_VERSION, UNSUPPORTED_MESSAGE, MISSING_COOKIE, UNSUPPORTED_TCP_OPTION ->
                throw new IllegalStateException(code + " is answered where it is found");
        };
    }

    /** The answer to Info alone (RFC 8803 §4.2.4). */
    static byte[] supported() {
        return AnswerEncoder.supported(SUPPORTED);
    }

    /** Error 33 with the kinds an extended Connect asks for in vain; empty when there are none. */
    static byte[] unsupportedOptions(ConversionRequest request) {
        List<Integer> kinds = request.unsupportedOptions(Set.copyOf(SUPPORTED));
        return kinds.isEmpty()
                ? new byte[0]
                : AnswerEncoder.refused(SignalFormat.RFC8803, new ConvertError.UnsupportedTcpOption(kinds));
    }

    /** The options of the server's SYN/ACK, rebuilt from what the kernel kept of them. */
    private static Octets serverOptions(Leg server) {
        try {
            TcpInfo info = TcpInfo.of(server.fd);
            ByteBuffer out = ByteBuffer.allocate(40);
            out.put((byte) 2).put((byte) 4).putShort((short) info.sendMss());
            if ((info.options() & 2) != 0) {
                out.put((byte) TcpOption.SACK_PERMITTED).put((byte) 2);
            }
            if ((info.options() & 4) != 0) {
                out.put((byte) 3).put((byte) 3).put((byte) info.sendScale());
            }
            if (server.mptcp) {
                out.put((byte) TcpOption.MPTCP).put((byte) 4).put((byte) 1).put((byte) 1);
            }
            byte[] bytes = new byte[out.position()];
            out.flip().get(bytes);
            return Octets.of(bytes);
        } catch (ErrnoException e) {
            return Octets.EMPTY;
        }
    }
}
