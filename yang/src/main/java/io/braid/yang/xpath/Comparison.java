package io.braid.yang.xpath;

import org.opendaylight.yangtools.yang.xpath.api.YangBinaryOperator;

/** Compares values (XPath 1.0 §3.4): with a set of nodes, the result is true if it is for any of them. */
final class Comparison {
    private Comparison() {}

    static boolean holds(YangBinaryOperator operator, Value left, Value right) {
        if (left instanceof Value.Nodes a && right instanceof Value.Nodes b) {
            return a.nodes().stream().map(Comparison::text).anyMatch(x -> b.nodes().stream()
                    .map(Comparison::text)
                    .anyMatch(y -> plain(operator, x, y)));
        }
        if (left instanceof Value.Nodes nodes && !(right instanceof Value.Bool)) {
            return nodes.nodes().stream().anyMatch(node -> plain(operator, text(node), right));
        }
        if (right instanceof Value.Nodes nodes && !(left instanceof Value.Bool)) {
            return nodes.nodes().stream().anyMatch(node -> plain(operator, left, text(node)));
        }
        return plain(operator, left, right);
    }

    private static Value text(Instance node) {
        return new Value.Text(node.text());
    }

    private static boolean plain(YangBinaryOperator operator, Value left, Value right) {
        return switch (operator) {
            case EQUALS -> equal(left, right);
            case NOT_EQUALS -> different(left, right);
            case LT -> left.number() < right.number();
            case LTE -> left.number() <= right.number();
            case GT -> left.number() > right.number();
            case GTE -> left.number() >= right.number();
            case PLUS, MINUS, MUL, DIV, MOD -> throw new XPathException(operator + " compares nothing");
        };
    }

    private static boolean equal(Value left, Value right) {
        if (left instanceof Value.Bool || right instanceof Value.Bool) {
            return left.bool() == right.bool();
        }
        if (left instanceof Value.Number || right instanceof Value.Number) {
            return left.number() == right.number();
        }
        return left.text().equals(right.text());
    }

    private static boolean different(Value left, Value right) {
        // Not just the opposite in words: NaN differs from itself, and so does Java's !=.
        if (!(left instanceof Value.Bool || right instanceof Value.Bool)
                && (left instanceof Value.Number || right instanceof Value.Number)) {
            return left.number() != right.number();
        }
        return !equal(left, right);
    }
}
