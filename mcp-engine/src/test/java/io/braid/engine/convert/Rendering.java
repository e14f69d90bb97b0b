package io.braid.engine.convert;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as the words of the vector files. */
final class Rendering {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private Rendering() {}

    static byte[] bytes(String hex) {
        return hex.isBlank() ? new byte[0] : HEX.parseHex(hex.strip().toUpperCase(Locale.ROOT));
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    static String of(Signal signal) {
        return switch (signal) {
            case Signal.NeedMore(int atLeast) -> "need " + atLeast;
            case Signal.NotASignal() -> "no signal";
            case Signal.Inquiry(var cookie, int consumed) ->
                "inquiry" + cookie.map(Rendering::of).orElse("") + " consumed " + consumed;
            case Signal.Malformed(_, var problem, var answer) ->
                "malformed @" + problem.offset()
                        + answer.map(message -> " answer " + hex(message.encode())).orElse(" reset");
            case Signal.Request(var request, int consumed, _) -> of(request) + " consumed " + consumed;
        };
    }

    static String of(ConvertAnswer answer) {
        return switch (answer) {
            case ConvertAnswer.NeedMore(int atLeast) -> "need " + atLeast;
            case ConvertAnswer.Refused(var error) -> "refused " + error;
            case ConvertAnswer.Invalid(var problem) -> "invalid @" + problem.offset();
            case ConvertAnswer.Accepted(int consumed, var server, var supported) ->
                "accepted consumed " + consumed
                        + server.map(tlv -> " server " + tlv.options().hex()).orElse("")
                        + supported.map(tlv -> " supported " + join(tlv.kinds())).orElse("");
        };
    }

    private static String of(ConversionRequest request) {
        return "request " + request.format() + " "
                + request.destination().map(Endpoint::toString).orElse("-")
                + request.source().map(source -> " source " + source).orElse("")
                + (request.protocol() == ConversionRequest.TCP ? "" : " protocol " + request.protocol())
                + request.cookie().map(Rendering::of).orElse("")
                + (request.info() ? " info" : "")
                + (request.tcpOptions().isEmpty() ? "" : " options " + options(request.tcpOptions()));
    }

    private static String of(ConvertTlv.Cookie cookie) {
        return " cookie " + cookie.value().hex();
    }

    private static String options(List<TcpOption> options) {
        return options.stream()
                .map(option -> option.kind() + (option.value().length() == 0 ? "" : "=" + option.value().hex()))
                .collect(Collectors.joining(","));
    }

    private static String join(List<Integer> kinds) {
        return kinds.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
