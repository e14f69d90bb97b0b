package io.braid.engine.convert;

import io.braid.engine.convert.ConvertTlv.Connect;
import io.braid.engine.convert.ConvertTlv.Cookie;
import io.braid.engine.convert.ConvertTlv.Info;
import io.braid.engine.convert.Signal.Inquiry;
import io.braid.engine.convert.Signal.Malformed;
import io.braid.engine.convert.Signal.NeedMore;
import io.braid.engine.convert.Signal.NotASignal;
import io.braid.engine.convert.Signal.Request;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Tells from the first bytes of a stream whether it begins with a request to convert, and which (draft S5.2.1-d).
 *
 * <p>It keeps nothing between calls: a caller collects bytes until the answer is other than {@link NeedMore}, at most
 * {@link SignalRules#lengthMax()} of them, under its own deadline.
 */
public final class SignalDecoder {
    /** What every format can be told by. */
    private static final int SIGNATURE_LENGTH = 4;

    private final SignalRules rules;

    public SignalDecoder(SignalRules rules) {
        this.rules = rules;
    }

    /** As {@link #decode(ByteBuffer, SynPayload)}, of the first {@code length} bytes of an array. */
    public Signal decode(byte[] bytes, int length, SynPayload syn) {
        return decode(ByteBuffer.wrap(bytes, 0, length), syn);
    }

    /**
     * Reads the head of a stream; throws nothing, whatever the bytes are.
     *
     * @param bytes from position to limit the stream from its first byte on; both stay as they are
     * @param syn what is known of the stream's SYN
     */
    public Signal decode(ByteBuffer bytes, SynPayload syn) {
        ByteBuffer in = bytes.slice();
        boolean element = mpConvert(syn) && InformationElementReader.mayBegin(in, 0);
        boolean option = mpConvert(syn) && ConvertOptionReader.mayBegin(in, 0, rules.mpConvertSubtype());
        boolean message = in.limit() < 3 || in.get(2) == ConvertMessage.MAGIC >>> 8;
        if (in.limit() < SIGNATURE_LENGTH) {
            return element || option || message ? new NeedMore(SIGNATURE_LENGTH) : new NotASignal();
        }
        if (element) {
            return read(SignalFormat.MP_CONVERT_IE, in, new InformationElementReader(in, rules, syn)::read);
        }
        if (option) {
            return read(SignalFormat.MP_CONVERT_OPTION, in, new ConvertOptionReader(in, rules, syn)::read);
        }
        if (Short.toUnsignedInt(in.getShort(2)) == ConvertMessage.MAGIC) {
            return read(SignalFormat.RFC8803, in, () -> readMessage(in));
        }
        return new NotASignal();
    }

    private boolean mpConvert(SynPayload syn) {
        return rules.mpConvert() && syn.mayConvert();
    }

    private interface Reader {
        Signal read() throws ConvertException;
    }

    private static Signal read(SignalFormat format, ByteBuffer in, Reader reader) {
        try {
            return reader.read();
        } catch (ConvertException problem) {
            return new Malformed(format, problem, ConvertError.answerTo(problem, message(in)).map(ConvertMessage::of));
        }
    }

    /** What an error echoes: the message without the user data that may follow it. */
    private static ByteBuffer message(ByteBuffer in) {
        return in.slice(0, Math.min(in.limit(), 4 * (in.get(1) & 0xFF)));
    }

    private Signal readMessage(ByteBuffer in) throws ConvertException {
        int end = MessageCodec.readHeader(in, rules.reader());
        if (end > rules.lengthMax()) {
            throw ConvertException.of(
                    rules.reader(), ConvertErrorCode.MALFORMED_MESSAGE, 1, "a request of " + end + " bytes");
        }
        if (end > in.limit()) {
            return new NeedMore(end);
        }
        ConvertMessage message = MessageCodec.decode(in, rules.reader());
        Optional<Cookie> cookie = message.find(Cookie.class);
        boolean info = message.find(Info.class).isPresent();
        Optional<Connect> connect = message.find(Connect.class);
        if (message.find(ConvertTlv.Error.class).isPresent()) {
            throw ConvertException.reset(4, "an Error TLV where a request is due");
        }
        if (connect.isPresent()) {
            return new Request(request(connect.get(), cookie, info), end, Octets.EMPTY);
        }
        if (info) {
            return new Inquiry(cookie, end);
        }
        throw ConvertException.of(
                rules.reader(), ConvertErrorCode.MALFORMED_MESSAGE, 4, "neither Connect nor Info is asked for");
    }

    private static ConversionRequest request(Connect connect, Optional<Cookie> cookie, boolean info) {
        var request = ConversionRequest.connect(connect.address(), connect.port())
                .withTcpOptions(connect.options());
        request = cookie.isPresent() ? request.withCookie(cookie.get()) : request;
        return info ? request.withInfo() : request;
    }
}
