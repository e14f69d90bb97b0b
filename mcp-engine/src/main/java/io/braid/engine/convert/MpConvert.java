package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One MP_CONVERT element, in either of its formats.
 *
 * @param source the D bit: whether this is the source, else the destination
 * @param endpoint empty in an element that only marks the connection
 * @param protocol IP protocol number
 */
record MpConvert(boolean source, Optional<Endpoint> endpoint, int protocol) {
    /** Type to flags, or Kind to Protocol: what precedes the address in both formats. */
    static final int HEAD = 4;

    /** Values of the Length byte: head, then nothing, or an address of either family without and with a port. */
    static boolean isLength(int length) {
        return length == HEAD || length == 8 || length == 10 || length == 20 || length == 22;
    }

    static int length(Optional<Endpoint> endpoint) {
        return HEAD
                + endpoint.map(named -> named.address().getAddress().length + (named.port().isPresent() ? 2 : 0))
                        .orElse(0);
    }

    static void writeBody(Optional<Endpoint> endpoint, ByteWriter out) {
        endpoint.ifPresent(named -> {
            out.bytes(named.address().getAddress());
            named.port().ifPresent(out::u16);
        });
    }

    /**
     * Reads address and port.
     *
     * @param head where the element's four bytes of head begin
     * @param length a value of the Length byte that {@link #isLength} accepts
     */
    static MpConvert readBody(ByteBuffer in, int head, int length, boolean source, int protocol)
            throws ConvertException {
        if (length == HEAD) {
            if (source) {
                throw ConvertException.reset(head + 1, "a source without an address");
            }
            return new MpConvert(false, Optional.empty(), protocol);
        }
        int addressLength = length < 20 ? 4 : 16;
        var address = WireAddress.read(in, head + HEAD, addressLength);
        Optional<String> refusal = WireAddress.refusal(address);
        if (refusal.isPresent()) {
            throw ConvertException.reset(head + HEAD, refusal.get() + " address");
        }
        OptionalInt port = OptionalInt.empty();
        if (length > HEAD + addressLength) {
            port = OptionalInt.of(Short.toUnsignedInt(in.getShort(head + HEAD + addressLength)));
            if (port.getAsInt() == 0) {
                throw ConvertException.reset(head + HEAD + addressLength, "port 0");
            }
        }
        return new MpConvert(source, Optional.of(new Endpoint(address, port)), protocol);
    }

    /** One or two elements, of which two differ in their D bit, as a request. */
    static ConversionRequest request(SignalFormat format, List<MpConvert> elements) {
        Optional<Endpoint> destination = Optional.empty();
        Optional<Endpoint> source = Optional.empty();
        for (MpConvert element : elements) {
            if (element.source()) {
                source = element.endpoint();
            } else {
                destination = element.endpoint();
            }
        }
        return ConversionRequest.mpConvert(format, destination, source, elements.getFirst().protocol());
    }
}
