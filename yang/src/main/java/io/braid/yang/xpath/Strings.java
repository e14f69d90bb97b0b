package io.braid.yang.xpath;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The string functions (XPath 1.0 §4.2). Characters are code points. */
final class Strings {
    private Strings() {}

    /** The result; empty if the function is none of these. */
    static Optional<Value> call(Functions.Call call) {
        return Optional.ofNullable(
                switch (call.name()) {
                    case "string" -> text(call.valueOrNode().text());
                    case "concat" -> text(IntStream.range(0, call.arguments().size())
                            .mapToObj(call::text)
                            .collect(Collectors.joining()));
                    case "starts-with" -> new Value.Bool(call.text(0).startsWith(call.text(1)));
                    case "contains" -> new Value.Bool(call.text(0).contains(call.text(1)));
                    case "substring-before" -> text(before(call.text(0), call.text(1)));
                    case "substring-after" -> text(after(call.text(0), call.text(1)));
                    case "substring" -> text(substring(call));
                    case "string-length" -> new Value.Number(
                            call.valueOrNode().text().codePoints().count());
                    case "normalize-space" -> text(
                            call.valueOrNode().text().strip().replaceAll("[ \\t\\r\\n]+", " "));
                    case "translate" -> text(translate(call.text(0), call.text(1), call.text(2)));
                    default -> null;
                });
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static String before(String text, String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(0, at);
    }

    private static String after(String text, String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(at + mark.length());
    }

    private static String substring(Functions.Call call) {
        int[] characters = call.text(0).codePoints().toArray();
        double from = rounded(call.value(1).number());
        double to = call.has(2) ? from + rounded(call.value(2).number()) : Double.POSITIVE_INFINITY;
        return IntStream.rangeClosed(1, characters.length)
                .filter(position -> position >= from && position < to)
                .mapToObj(position -> Character.toString(characters[position - 1]))
                .collect(Collectors.joining());
    }

    private static double rounded(double number) {
        return Math.floor(number + 0.5);
    }

    private static String translate(String text, String from, String to) {
        int[] sources = from.codePoints().toArray();
        int[] targets = to.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(character -> {
            int at = 0;
            while (at < sources.length && sources[at] != character) {
                at++;
            }
            if (at == sources.length) {
                result.appendCodePoint(character);
            } else if (at < targets.length) {
                result.appendCodePoint(targets[at]);
            }
        });
        return result.toString();
    }
}
