package io.braid.engine.convert;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asks the MCP to do with its connection (draft S5.2.1-c), in any format.
 *
 * @param destination where to connect to; empty when MP_CONVERT only marks the connection as one to convert, and then its
 *     own destination is meant. Always present in RFC 8803
 * @param source MP_CONVERT with D=1: the address that the server is to see, or for an incoming connection the remote host
 * @param protocol IP protocol number; 6 but for MP_CONVERT options, which can ask for others
 * @param cookie RFC 8803 §4.2.7
 * @param info whether the supported TCP extensions are asked for (RFC 8803 §4.2.3)
 * @param tcpOptions options of an extended Connect, as sent; empty for a base Connect
 */
public record ConversionRequest(
        SignalFormat format,
        Optional<Endpoint> destination,
        Optional<Endpoint> source,
        int protocol,
        Optional<ConvertTlv.Cookie> cookie,
        boolean info,
        List<TcpOption> tcpOptions) {
    /** IP protocol number of TCP. */
    public static final int TCP = 6;

    public ConversionRequest {
        tcpOptions = List.copyOf(tcpOptions);
        if (protocol < 0 || protocol > 255) {
            throw new IllegalArgumentException("IP protocol " + protocol);
        }
        if (format == SignalFormat.RFC8803
                && (destination.isEmpty() || destination.get().port().isEmpty() || source.isPresent() || protocol != TCP)) {
            throw new IllegalArgumentException("a Connect TLV has one address and port, for TCP");
        }
        if (format != SignalFormat.RFC8803 && (cookie.isPresent() || info || !tcpOptions.isEmpty())) {
            throw new IllegalArgumentException("MP_CONVERT has no cookie, no Info and no TCP options");
        }
        if (format == SignalFormat.MP_CONVERT_IE && protocol != TCP) {
            throw new IllegalArgumentException("MP_CONVERT Information Elements are for TCP");
        }
    }

    /** RFC 8803: connect to this address and port. */
    public static ConversionRequest connect(InetAddress address, int port) {
        return new ConversionRequest(
                SignalFormat.RFC8803,
                Optional.of(Endpoint.of(address, port)),
                Optional.empty(),
                TCP,
                Optional.empty(),
                false,
                List.of());
    }

    /** MP_CONVERT: connect to the destination, as the source if one is given. */
    public static ConversionRequest mpConvert(
            SignalFormat format, Optional<Endpoint> destination, Optional<Endpoint> source, int protocol) {
        return new ConversionRequest(format, destination, source, protocol, Optional.empty(), false, List.of());
    }

    public ConversionRequest withCookie(ConvertTlv.Cookie value) {
        return new ConversionRequest(format, destination, source, protocol, Optional.of(value), info, tcpOptions);
    }

    public ConversionRequest withInfo() {
        return new ConversionRequest(format, destination, source, protocol, cookie, true, tcpOptions);
    }

    public ConversionRequest withTcpOptions(List<TcpOption> options) {
        return new ConversionRequest(format, destination, source, protocol, cookie, info, options);
    }

    /** The destination, with what it leaves open taken from the destination of the connection that carried it. */
    public InetSocketAddress destinationOr(InetSocketAddress connection) {
        return destination.map(named -> named.orPort(connection.getPort())).orElse(connection);
    }

    /** Whether the client used the extended Connect, so that success must tell the server's options (RFC 8803 §4.2.6). */
    public boolean extended() {
        return !tcpOptions.isEmpty();
    }

    /**
     * The kinds of TCP option to refuse with Error 33, none when the options can be used (RFC 8803 §4.2.5). Kinds that a
     * Converter ignores are not among them; TCP-AO always is, and so are SACK-permitted, Timestamps and MPTCP with
     * a value, which is the Converter's own affair.
     *
     * @param supportedKinds kinds that this Converter can put into its SYN to the server
     */
    public List<Integer> unsupportedOptions(Set<Integer> supportedKinds) {
        return tcpOptions.stream()
                .filter(option -> !TcpOption.IGNORED_KINDS.contains(option.kind()))
                .filter(option -> !supportedKinds.contains(option.kind()) || !isUsable(option))
                .map(TcpOption::kind)
                .distinct()
                .toList();
    }

    private static boolean isUsable(TcpOption option) {
        return switch (option.kind()) {
            case TcpOption.TCP_AO -> false;
            case TcpOption.SACK_PERMITTED, TcpOption.TIMESTAMPS, TcpOption.MPTCP -> option.value().length() == 0;
            default -> true;
        };
    }

    /** The bytes an upstream MCP sends, ready for user data to follow. MP_CONVERT options use the early subtype. */
    public byte[] encode() {
        return RequestEncoder.encode(this, SignalRules.EARLY_SUBTYPE);
    }

    /** As {@link #encode()}, with the MPTCP subtype of MP_CONVERT options, 0 to 15. */
    public byte[] encode(int mpConvertSubtype) {
        return RequestEncoder.encode(this, mpConvertSubtype);
    }
}
