package io.braid.engine.convert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random valid things, and bytes that once were valid. */
final class ConvertArbitraries {
    private static final Arbitrary<Integer> PORTS = Arbitraries.integers().between(1, 65535);

    private ConvertArbitraries() {}

    static Arbitrary<byte[]> bytes(int max) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(max);
    }

    static Arbitrary<Octets> octets(int max) {
        return bytes(max).map(Octets::of);
    }

    static Arbitrary<InetAddress> addresses() {
        return Arbitraries.of(4, 16)
                .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length))
                .map(ConvertArbitraries::address)
                .filter(address -> WireAddress.refusal(address).isEmpty());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Arbitrary<Endpoint> endpoints() {
        return Combinators.combine(addresses(), PORTS.optional())
                .as((address, port) -> new Endpoint(
                        address, port.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }

    static Arbitrary<List<TcpOption>> tcpOptions() {
        return Combinators.combine(Arbitraries.integers().between(2, 255), octets(12))
                .as(TcpOption::new)
                .list()
                .ofMaxSize(6);
    }

    static Arbitrary<List<Integer>> kinds() {
        return Arbitraries.integers()
                .between(1, 255)
                .filter(ConvertTlv.SupportedTcpExtensions::isListable)
                .list()
                .uniqueElements()
                .ofMaxSize(20);
    }

    static Arbitrary<ConvertTlv.Cookie> cookies() {
        return octets(40).map(ConvertTlv.Cookie::new);
    }

    static Arbitrary<ConvertError> errors() {
        var seconds = Arbitraries.integers().between(0, 255);
        return Arbitraries.oneOf(
                kinds().map(ConvertError.UnsupportedVersion::new),
                octets(ConvertError.ECHO_MAX + 20).map(ConvertError.MalformedMessage::new),
                octets(ConvertError.ECHO_MAX + 20).map(ConvertError.UnsupportedMessage::new),
                octets(40).map(ConvertError.MissingCookie::new),
                Arbitraries.just(new ConvertError.NotAuthorized()),
                kinds().map(ConvertError.UnsupportedTcpOption::new),
                seconds.map(ConvertError.ResourceExceeded::new),
                seconds.map(ConvertError.NetworkFailure::new),
                Arbitraries.just(new ConvertError.ConnectionReset()),
                seconds.map(ConvertError.DestinationUnreachable::new),
                Combinators.combine(Arbitraries.integers().between(98, 255), octets(20))
                        .as(ConvertError.Unassigned::new));
    }

    private static Arbitrary<ConvertTlv.Connect> connects() {
        return Combinators.combine(addresses(), PORTS, tcpOptions()).as(ConvertTlv.Connect::new);
    }

    /** Messages of a Client: any subset of Info, Connect and Cookie, in any order. */
    static Arbitrary<ConvertMessage> clientMessages() {
        return Combinators.combine(Arbitraries.just(new ConvertTlv.Info()).optional(), connects().optional(),
                        cookies().optional())
                .as(ConvertArbitraries::present)
                .flatMap(ConvertArbitraries::shuffled);
    }

    /** Messages of a Converter: an error alone, or any subset of the other TLVs, in any order. */
    static Arbitrary<ConvertMessage> converterMessages() {
        var others = Combinators.combine(connects().optional(),
                        octets(40).map(ConvertTlv.ExtendedTcpHeader::new).optional(),
                        kinds().map(ConvertTlv.SupportedTcpExtensions::new).optional())
                .as(ConvertArbitraries::present)
                .flatMap(ConvertArbitraries::shuffled);
        return Arbitraries.oneOf(errors().map(ConvertMessage::of), others);
    }

    private static List<ConvertTlv> present(Optional<?>... tlvs) {
        var list = new ArrayList<ConvertTlv>();
        Arrays.stream(tlvs).flatMap(Optional::stream).forEach(tlv -> list.add((ConvertTlv) tlv));
        return list;
    }

    private static Arbitrary<ConvertMessage> shuffled(List<ConvertTlv> tlvs) {
        return Arbitraries.shuffle(tlvs).map(ConvertMessage::new);
    }

    static Arbitrary<ConversionRequest> requests() {
        var connect = Combinators.combine(connects(), cookies().optional(), Arbitraries.of(true, false))
                .as((tlv, cookie, info) -> new ConversionRequest(
                        SignalFormat.RFC8803,
                        Optional.of(Endpoint.of(tlv.address(), tlv.port())),
                        Optional.empty(),
                        ConversionRequest.TCP,
                        cookie,
                        info,
                        tlv.options()));
        return Arbitraries.oneOf(
                connect,
                mpConvert(SignalFormat.MP_CONVERT_IE, Arbitraries.just(ConversionRequest.TCP)),
                mpConvert(SignalFormat.MP_CONVERT_OPTION, Arbitraries.integers().between(0, 255)));
    }

    private static Arbitrary<ConversionRequest> mpConvert(SignalFormat format, Arbitrary<Integer> protocols) {
        return Combinators.combine(endpoints().optional(), endpoints().optional(), protocols)
                .as((destination, source, protocol) ->
                        ConversionRequest.mpConvert(format, destination, source, protocol));
    }

    /** Bytes of a valid request or answer of which a few were changed, and whose end may be missing. */
    static Arbitrary<byte[]> damaged() {
        var valid = Arbitraries.oneOf(
                requests().map(ConversionRequest::encode),
                clientMessages().map(ConvertMessage::encode),
                converterMessages().map(ConvertMessage::encode));
        var changes = Combinators.combine(Arbitraries.integers().between(0, 80), Arbitraries.bytes())
                .as(Change::new)
                .list()
                .ofMaxSize(4);
        return Combinators.combine(valid, changes, Arbitraries.integers().between(0, 2000))
                .as(ConvertArbitraries::damage);
    }

    private record Change(int at, byte value) {}

    private static byte[] damage(byte[] valid, List<Change> changes, int length) {
        byte[] damaged = Arrays.copyOf(valid, Math.min(valid.length, length));
        for (Change change : changes) {
            if (change.at() < damaged.length) {
                damaged[change.at()] = change.value();
            }
        }
        return damaged;
    }
}
