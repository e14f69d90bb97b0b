package io.braid.yang.xpath;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** The value of an expression: one of XPath's four types, with its conversions (XPath 1.0 §3.2 to 3.5, §4). */
public sealed interface Value {
    /** A set of nodes, in the order of the document. */
    record Nodes(List<Instance> nodes) implements Value {
        @Override
        public boolean bool() {
            return !nodes.isEmpty();
        }

        @Override
        public String text() {
            return nodes.isEmpty() ? "" : nodes.getFirst().text();
        }

        @Override
        public double number() {
            return Value.number(text());
        }
    }

    /** A string. */
    record Text(String text) implements Value {
        @Override
        public boolean bool() {
            return !text.isEmpty();
        }

        @Override
        public double number() {
            return Value.number(text);
        }
    }

    /** A number. */
    record Number(double number) implements Value {
        @Override
        public boolean bool() {
            return number != 0 && !Double.isNaN(number);
        }

        @Override
        public String text() {
            if (Double.isNaN(number)) {
                return "NaN";
            }
            if (Double.isInfinite(number)) {
                return number > 0 ? "Infinity" : "-Infinity";
            }
            return number == 0 ? "0" : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        }
    }

    /** A truth value. */
    record Bool(boolean bool) implements Value {
        @Override
        public String text() {
            return Boolean.toString(bool);
        }

        @Override
        public double number() {
            return bool ? 1 : 0;
        }
    }

    boolean bool();

    String text();

    double number();

    /** The number that a string shows; NaN if none. */
    static double number(String text) {
        String trimmed = text.strip();
        return Syntax.NUMBER.matcher(trimmed).matches() ? Double.parseDouble(trimmed) : Double.NaN;
    }

    /** The grammar of numbers, without an exponent. */
    final class Syntax {
        private static final Pattern NUMBER = Pattern.compile("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");

        private Syntax() {}
    }
}
