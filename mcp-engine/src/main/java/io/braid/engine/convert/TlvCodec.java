package io.braid.engine.convert;

import static io.braid.engine.convert.ConvertErrorCode.MALFORMED_MESSAGE;
import static io.braid.engine.convert.ConvertErrorCode.UNSUPPORTED_MESSAGE;

import io.braid.engine.convert.ConvertTlv.Connect;
import io.braid.engine.convert.ConvertTlv.Cookie;
import io.braid.engine.convert.ConvertTlv.ExtendedTcpHeader;
import io.braid.engine.convert.ConvertTlv.Info;
import io.braid.engine.convert.ConvertTlv.SupportedTcpExtensions;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Single TLVs (RFC 8803 §4.2). */
final class TlvCodec {
    private TlvCodec() {}

    /** Writes one TLV; its length in words is at most 254, which the message's own limit sees to. */
    static void write(ConvertTlv tlv, ByteWriter out) {
        var value = new ByteWriter();
        switch (tlv) {
            case Info _ -> value.u16(0);
            case Connect(InetAddress address, int port, List<TcpOption> options) -> {
                value.u16(port);
                WireAddress.writeMapped(address, value);
                options.forEach(option -> option.write(value));
            }
            case ExtendedTcpHeader(Octets options) -> value.u16(0).octets(options);
            case SupportedTcpExtensions(List<Integer> kinds) -> {
                value.u16(0);
                kinds.forEach(value::u8);
            }
            case Cookie(Octets cookie) -> value.u16(0).octets(cookie);
            case ConvertTlv.Error(ConvertError error) -> ErrorCodec.write(error, value);
        }
        int length = 2 + value.size() + 3 & ~3;
        if (length > ConvertTlv.LENGTH_MAX) {
            throw new IllegalArgumentException("a TLV of " + length + " bytes");
        }
        out.u8(tlv.type()).u8(length / 4).bytes(value.toBytes()).pad();
    }

    /**
     * Reads the TLV between two offsets, at least one word.
     *
     * @return empty for a type that the reader may pass over: a Client ignores what a later revision adds
     */
    static Optional<ConvertTlv> read(ByteBuffer in, int at, int to, ConvertRole reader) throws ConvertException {
        int type = in.get(at) & 0xFF;
        requireDirection(type, at, reader);
        return Optional.ofNullable(switch (type) {
            case Info.TYPE -> info(in, at, to, reader);
            case Connect.TYPE -> connect(in, at, to, reader);
            case ExtendedTcpHeader.TYPE -> new ExtendedTcpHeader(Octets.copyOf(in, at + 4, to));
            case SupportedTcpExtensions.TYPE ->
                new SupportedTcpExtensions(ErrorCodec.octets(in, at + 4, to).stream()
                        .filter(SupportedTcpExtensions::isListable)
                        .toList());
            case Cookie.TYPE -> new Cookie(Octets.copyOf(in, at + 4, to));
            case ConvertTlv.Error.TYPE -> new ConvertTlv.Error(ErrorCodec.read(in, at + 2, to));
            default -> null;
        });
    }

    /** RFC 8803 §4.2.2, table 1: who may send what. */
    private static void requireDirection(int type, int at, ConvertRole reader) throws ConvertException {
        boolean accepted = switch (type) {
            case Info.TYPE, Cookie.TYPE -> reader == ConvertRole.CONVERTER;
            case Connect.TYPE -> true;
            case ConvertTlv.Error.TYPE -> {
                if (reader == ConvertRole.CONVERTER) {
                    // Never an error about an error: two peers would not stop.
                    throw ConvertException.reset(at, "an Error TLV from a Client");
                }
                yield true;
            }
            default -> reader == ConvertRole.CLIENT;
        };
        if (!accepted) {
            throw ConvertException.of(reader, UNSUPPORTED_MESSAGE, at, "TLV type " + type + " means nothing here");
        }
    }

    private static Info info(ByteBuffer in, int at, int to, ConvertRole reader) throws ConvertException {
        if (to - at != 4 || in.getShort(at + 2) != 0) {
            throw ConvertException.of(reader, MALFORMED_MESSAGE, at, "Info is one word with value 0");
        }
        return new Info();
    }

    private static Connect connect(ByteBuffer in, int at, int to, ConvertRole reader) throws ConvertException {
        if (to - at < Connect.BASE_LENGTH) {
            throw ConvertException.of(reader, MALFORMED_MESSAGE, at + 1, "Connect shorter than 5 words");
        }
        int port = Short.toUnsignedInt(in.getShort(at + 2));
        if (port == 0) {
            throw ConvertException.of(reader, MALFORMED_MESSAGE, at + 2, "port 0");
        }
        InetAddress address = WireAddress.read(in, at + 4, 16);
        Optional<String> refusal = WireAddress.refusal(address);
        if (refusal.isPresent()) {
            throw ConvertException.of(reader, MALFORMED_MESSAGE, at + 4, refusal.get() + " address");
        }
        return new Connect(address, port, TcpOption.readList(in, at + Connect.BASE_LENGTH, to, reader));
    }
}
