package io.braid.engine.convert;

import io.braid.engine.convert.ConvertAnswer.Accepted;
import io.braid.engine.convert.ConvertAnswer.Invalid;
import io.braid.engine.convert.ConvertAnswer.NeedMore;
import io.braid.engine.convert.ConvertAnswer.Refused;
import io.braid.engine.convert.ConvertTlv.Connect;
import io.braid.engine.convert.ConvertTlv.ExtendedTcpHeader;
import io.braid.engine.convert.ConvertTlv.SupportedTcpExtensions;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads a downstream MCP's answer to one request from the head of its stream. Keeps nothing between calls. */
public final class AnswerDecoder {
    private final ConversionRequest sent;
    private final byte[] expectedEcho;

    /** @param sent the request that is to be answered */
    public AnswerDecoder(ConversionRequest sent) {
        this.sent = sent;
        this.expectedEcho = sent.format() == SignalFormat.MP_CONVERT_IE ? sent.encode() : new byte[0];
    }

    /**
     * Reads the head of a stream; throws nothing, whatever the bytes are.
     *
     * @param bytes from position to limit the stream from its first byte on; both stay as they are
     */
    public ConvertAnswer decode(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        try {
            return switch (sent.format()) {
                case RFC8803 -> readMessage(in);
                case MP_CONVERT_IE -> readEcho(in);
                // -09 and -08 have no answer: the SYN/ACK alone says yes.
                case MP_CONVERT_OPTION -> new Accepted(0, Optional.empty(), Optional.empty());
            };
        } catch (ConvertException problem) {
            return new Invalid(problem);
        }
    }

    private ConvertAnswer readEcho(ByteBuffer in) throws ConvertException {
        int known = Math.min(in.limit(), expectedEcho.length);
        int differs = in.slice(0, known).mismatch(ByteBuffer.wrap(expectedEcho, 0, known));
        if (differs >= 0) {
            throw ConvertException.reset(differs, "no echo of the Information Elements");
        }
        if (known < expectedEcho.length) {
            return new NeedMore(expectedEcho.length);
        }
        return new Accepted(known, Optional.empty(), Optional.empty());
    }

    private ConvertAnswer readMessage(ByteBuffer in) throws ConvertException {
        if (in.limit() < ConvertMessage.HEADER_LENGTH) {
            return new NeedMore(ConvertMessage.HEADER_LENGTH);
        }
        int end = MessageCodec.readHeader(in, ConvertRole.CLIENT);
        if (end > in.limit()) {
            return new NeedMore(end);
        }
        ConvertMessage message = MessageCodec.decode(in, ConvertRole.CLIENT);
        var error = message.find(ConvertTlv.Error.class);
        if (error.isPresent()) {
            return new Refused(error.get().error());
        }
        if (message.find(Connect.class).isPresent()) {
            throw ConvertException.reset(0, "a Connect TLV in an answer");
        }
        var server = message.find(ExtendedTcpHeader.class);
        if (sent.extended() && server.isEmpty()) {
            throw ConvertException.reset(0, "no Extended TCP Header for an extended Connect");
        }
        return new Accepted(end, server, message.find(SupportedTcpExtensions.class));
    }
}
