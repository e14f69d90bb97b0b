package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig.ServerProtocol;
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
import io.braid.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a customer is told, in the words of its own request. */
final class Answers {
    /** Kinds the kernel puts in a server leg's SYN by itself, so that asking for them is honoured. */
    private static final List<Integer> SUPPORTED =
            List.of(TcpOption.SACK_PERMITTED, TcpOption.TIMESTAMPS, TcpOption.MPTCP);

    /** Bytes of the timestamps option, with its padding: the kernel counts them off the MSS it tells. */
    private static final int TIMESTAMPS_SPACE = 12;

    private static final int OPTIONS_MAX = 40;
    private static final int TIMESTAMPS_BIT = 1;
    private static final int SACK_BIT = 2;
    private static final int SCALE_BIT = 4;

    private Answers() {}

    /** The server leg stands. */
    static byte[] accepted(Conversion c) {
        if (c.answer == AnswerFormat.NONE) {
            return new byte[0];
        }
        var decoder = new SignalDecoder(SignalRules.DEFAULT);
        if (decoder.decode(c.request, c.request.length, SynPayload.MP_CAPABLE) instanceof Signal.Request again) {
            return AnswerEncoder.accepted(again, serverOptions(c.server), SUPPORTED);
        }
        throw new IllegalStateException("a request that was read once cannot be read again");
    }

    /**
     * The server leg does not come about; empty when a reset says it.
     *
     * @param retryAfter seconds a customer is asked to wait after a failure of ours or of the network
     */
    static byte[] refused(Conversion c, Verdict.Refuse verdict, int retryAfter) {
        if (c.answer != AnswerFormat.CONVERT) {
            return new byte[0];
        }
        return verdict.reason()
                .answer()
                .map(code -> AnswerEncoder.refused(
                        SignalFormat.RFC8803, error(code, c.request, verdict.value(), retryAfter)))
                .orElse(new byte[0]);
    }

    private static ConvertError error(ConvertErrorCode code, byte[] request, int value, int retryAfter) {
        return switch (code) {
            case MALFORMED_MESSAGE -> new ConvertError.MalformedMessage(Octets.of(request));
            case NOT_AUTHORIZED -> new ConvertError.NotAuthorized();
            case RESOURCE_EXCEEDED -> new ConvertError.ResourceExceeded(retryAfter);
            case NETWORK_FAILURE -> new ConvertError.NetworkFailure(retryAfter);
            case CONNECTION_RESET -> new ConvertError.ConnectionReset();
            case DESTINATION_UNREACHABLE -> new ConvertError.DestinationUnreachable(Math.max(value, 0));
            case UNSUPPORTED_VERSION, UNSUPPORTED_MESSAGE, MISSING_COOKIE, UNSUPPORTED_TCP_OPTION ->
                throw new IllegalStateException(code + " is answered where it is found");
        };
    }

    /** The answer to Info alone (RFC 8803 §4.2.4). */
    static byte[] supported() {
        return AnswerEncoder.supported(SUPPORTED);
    }

    /** Error 33 with the kinds an extended Connect asks for in vain; empty when there are none. */
    static byte[] unsupportedOptions(ConversionRequest request, ServerProtocol protocol) {
        Set<Integer> honoured = new HashSet<>(SUPPORTED);
        if (protocol == ServerProtocol.TCP) {
            honoured.remove(TcpOption.MPTCP);
        }
        List<Integer> kinds = request.unsupportedOptions(honoured);
        return kinds.isEmpty()
                ? new byte[0]
                : AnswerEncoder.refused(SignalFormat.RFC8803, new ConvertError.UnsupportedTcpOption(kinds));
    }

    /** Error 3 with the cookie to come back with (RFC 8803 §4.2.7); empty where the format has neither. */
    static byte[] missingCookie(Conversion c, byte[] cookie) {
        return c.answer == AnswerFormat.CONVERT
                ? AnswerEncoder.refused(SignalFormat.RFC8803, new ConvertError.MissingCookie(Octets.of(cookie)))
                : new byte[0];
    }

    /**
     * The options of the server's SYN/ACK, rebuilt from what the kernel kept of them (RFC 8803 §4.2.6): timestamps without
     * their values, MP_CAPABLE without the server's key, which is not a customer's business either.
     */
    private static Optional<Octets> serverOptions(Leg server) {
        try {
            TcpInfo info = TcpInfo.of(server.fd);
            boolean timestamps = (info.options() & TIMESTAMPS_BIT) != 0;
            ByteBuffer out = ByteBuffer.allocate(OPTIONS_MAX);
            int mss = info.sendMss() + (timestamps ? TIMESTAMPS_SPACE : 0);
            out.put((byte) 2).put((byte) 4).putShort((short) mss);
            if ((info.options() & SACK_BIT) != 0) {
                out.put((byte) TcpOption.SACK_PERMITTED).put((byte) 2);
            }
            if (timestamps) {
                out.put((byte) TcpOption.TIMESTAMPS).put((byte) 10).putLong(0);
            }
            if ((info.options() & SCALE_BIT) != 0) {
                out.put((byte) 3).put((byte) 3).put((byte) info.sendScale());
            }
            if (server.mptcp) {
                out.put((byte) TcpOption.MPTCP).put((byte) 4).put((byte) 1).put((byte) 1);
            }
            byte[] bytes = new byte[out.position()];
            out.flip().get(bytes);
            return Optional.of(Octets.of(bytes));
        } catch (ErrnoException e) {
            // It is ending already; an extended Connect is answered with an empty list.
            return Optional.empty();
        }
    }
}
