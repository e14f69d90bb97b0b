package io.braid.engine.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bytes of requests, in each format. */
final class RequestEncoder {
    private RequestEncoder() {}

    static byte[] encode(ConversionRequest request, int mpConvertSubtype) {
        return switch (request.format()) {
            case RFC8803 -> message(request).encode();
            case MP_CONVERT_IE -> informationElements(elements(request));
            case MP_CONVERT_OPTION -> options(elements(request), mpConvertSubtype);
        };
    }

    private static ConvertMessage message(ConversionRequest request) {
        var tlvs = new ArrayList<ConvertTlv>();
        if (request.info()) {
            tlvs.add(new ConvertTlv.Info());
        }
        Endpoint destination = request.destination().orElseThrow();
        tlvs.add(new ConvertTlv.Connect(
                destination.address(), destination.port().orElseThrow(), request.tcpOptions()));
        request.cookie().ifPresent(tlvs::add);
        return new ConvertMessage(tlvs);
    }

    /** The destination comes first; without a source it comes even if it has no address to name. */
    private static List<MpConvert> elements(ConversionRequest request) {
        var elements = new ArrayList<MpConvert>();
        if (request.destination().isPresent() || request.source().isEmpty()) {
            elements.add(new MpConvert(false, request.destination(), request.protocol()));
        }
        if (request.source().isPresent()) {
            elements.add(new MpConvert(true, request.source(), request.protocol()));
        }
        return elements;
    }

    private static byte[] informationElements(List<MpConvert> elements) {
        var out = new ByteWriter();
        for (MpConvert element : elements) {
            // "More" set means that no more follow (plain-mode-10 §5.2).
            int more = element == elements.getLast() ? InformationElementReader.M_BIT : 0;
            Optional<Endpoint> endpoint = element.endpoint();
            out.u16(InformationElementReader.HALF_MAGIC)
                    .u16(InformationElementReader.HALF_MAGIC)
                    .u8(0)
                    .u8(MpConvert.length(endpoint))
                    .u16((element.source() ? InformationElementReader.D_BIT : 0) | more);
            MpConvert.writeBody(endpoint, out);
            out.pad();
        }
        return out.toBytes();
    }

    private static byte[] options(List<MpConvert> elements, int subtype) {
        var out = new ByteWriter();
        for (MpConvert element : elements) {
            out.u8(TcpOption.MPTCP)
                    .u8(MpConvert.length(element.endpoint()))
                    .u8(subtype << 4 | (element.source() ? ConvertOptionReader.D_BIT : 0))
                    .u8(element.protocol());
            MpConvert.writeBody(element.endpoint(), out);
        }
        // End of Option List, so that user data may follow.
        return out.u8(0).toBytes();
    }
}
