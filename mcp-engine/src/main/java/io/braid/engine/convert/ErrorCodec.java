package io.braid.engine.convert;

import io.braid.engine.convert.ConvertError.ConnectionReset;
import io.braid.engine.convert.ConvertError.DestinationUnreachable;
import io.braid.engine.convert.ConvertError.MalformedMessage;
import io.braid.engine.convert.ConvertError.MissingCookie;
import io.braid.engine.convert.ConvertError.NetworkFailure;
import io.braid.engine.convert.ConvertError.NotAuthorized;
import io.braid.engine.convert.ConvertError.ResourceExceeded;
import io.braid.engine.convert.ConvertError.Unassigned;
import io.braid.engine.convert.ConvertError.UnsupportedMessage;
import io.braid.engine.convert.ConvertError.UnsupportedTcpOption;
import io.braid.engine.convert.ConvertError.UnsupportedVersion;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** The code and value bytes of an Error TLV (RFC 8803 §4.2.8). */
final class ErrorCodec {
    private ErrorCodec() {}

    /** Everything behind Type and Length, without padding. */
    static void write(ConvertError error, ByteWriter out) {
        out.u8(error.wireCode());
        switch (error) {
            case UnsupportedVersion(List<Integer> versions) -> versions.forEach(out::u8);
            // The zero byte keeps what follows aligned to 32 bits.
            case MalformedMessage(Octets echo) -> out.u8(0).octets(echo);
            case UnsupportedMessage(Octets echo) -> out.u8(0).octets(echo);
            case MissingCookie(Octets cookie) -> out.u8(0).octets(cookie);
            case UnsupportedTcpOption(List<Integer> kinds) -> kinds.forEach(out::u8);
            case ResourceExceeded(int seconds) -> out.u8(seconds);
            case NetworkFailure(int seconds) -> out.u8(seconds);
            case DestinationUnreachable(int icmpCode) -> out.u8(icmpCode);
            case NotAuthorized _, ConnectionReset _ -> out.u8(0);
            case Unassigned(_, Octets value) -> out.octets(value);
        }
    }

    /**
     * Reads code and value. A Client resets on every error, so that a surplus behind a value does no harm and is ignored.
     *
     * @param at where the code is; there is at least one byte behind it
     * @param to where the TLV ends
     */
    static ConvertError read(ByteBuffer in, int at, int to) {
        int code = in.get(at) & 0xFF;
        int value = in.get(at + 1) & 0xFF;
        var known = ConvertErrorCode.of(code);
        if (known.isEmpty()) {
            return new Unassigned(code, Octets.copyOf(in, at + 1, to));
        }
        return switch (known.get()) {
            case UNSUPPORTED_VERSION -> new UnsupportedVersion(octets(in, at + 1, to));
            case MALFORMED_MESSAGE -> new MalformedMessage(Octets.copyOf(in, at + 2, to));
            case UNSUPPORTED_MESSAGE -> new UnsupportedMessage(Octets.copyOf(in, at + 2, to));
            case MISSING_COOKIE -> new MissingCookie(Octets.copyOf(in, at + 2, to));
            case NOT_AUTHORIZED -> new NotAuthorized();
            case UNSUPPORTED_TCP_OPTION -> new UnsupportedTcpOption(octets(in, at + 1, to));
            case RESOURCE_EXCEEDED -> new ResourceExceeded(value);
            case NETWORK_FAILURE -> new NetworkFailure(value);
            case CONNECTION_RESET -> new ConnectionReset();
            case DESTINATION_UNREACHABLE -> new DestinationUnreachable(value);
        };
    }

    /** The distinct bytes between two indexes in order, zero padding left out. */
    static List<Integer> octets(ByteBuffer in, int from, int to) {
        return IntStream.range(from, to)
                .map(at -> in.get(at) & 0xFF)
                .filter(octet -> octet != 0)
                .distinct()
                .boxed()
                .toList();
    }
}
