package io.braid.yang.xpath;

import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.opendaylight.yangtools.yang.xpath.api.YangBinaryExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangBooleanConstantExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangFilterExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangFunctionCallExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangLiteralExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangNaryExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangNegateExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangNumberExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangPathExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathExpression;

/** Evaluates parsed expressions. For one thread. */
public final class Evaluator {
    private final Existence existence = new Existence(this);
    private final Schema schema;
    private final Supply supply;
    private final Sight sight;

    public Evaluator(Schema schema) {
        this(schema, Supply.NONE);
    }

    /** Evaluates over a tree and the state that stands beside it. */
    public Evaluator(Schema schema, Supply supply) {
        this(schema, supply, Sight.ALL);
    }

    /** The same for a reader who does not see everything. */
    public Evaluator(Schema schema, Supply supply, Sight sight) {
        this.schema = schema;
        this.supply = supply;
        this.sight = sight;
    }

    /** The root of a tree, as expressions see it. */
    public Instance root(Branch root) {
        return Instance.root(root, existence);
    }

    Schema schema() {
        return schema;
    }

    Supply supply() {
        return supply;
    }

    Sight sight() {
        return sight;
    }

    /** Tells what may exist. */
    public Existence existence() {
        return existence;
    }

    /**
     * Evaluates an expression.
     *
     * @param context the context node, and what {@code current()} gives
     * @throws XPathException if the expression asks for what XPath or YANG does not have
     */
    public Value evaluate(YangXPathExpression expression, Instance context) {
        return new Run(expression).value(expression.getRootExpr(), Context.of(context));
    }

    /** Whether an expression holds. */
    public boolean test(YangXPathExpression expression, Instance context) {
        return evaluate(expression, context).bool();
    }

    /** The nodes at a location path that stands outside an expression, such as a leafref's. */
    public List<Instance> select(YangLocationPath path, Instance context) {
        return new Run(null).nodes(path, Context.of(context));
    }

    /** One evaluation. */
    final class Run {
        private final YangXPathExpression expression;
        private final Steps steps = new Steps(this);
        private final Functions functions = new Functions(this);

        private Run(YangXPathExpression expression) {
            this.expression = expression;
        }

        Evaluator evaluator() {
            return Evaluator.this;
        }

        Schema schema() {
            return schema;
        }

        /** The whole expression, which knows what prefixes in its literals mean. */
        YangXPathExpression expression() {
            if (expression == null) {
                throw new XPathException("a path has no literals with prefixes");
            }
            return expression;
        }

        Value value(YangExpr expr, Context context) {
            return switch (expr) {
                case YangBinaryExpr binary -> binary(binary, context);
                case YangNaryExpr nary -> nary(nary, context);
                case YangNegateExpr negated -> new Value.Number(-value(negated.getSubExpr(), context).number());
                case YangLiteralExpr literal -> new Value.Text(literal.getLiteral());
                case YangNumberExpr number -> new Value.Number(number.getNumber().doubleValue());
                case YangBooleanConstantExpr constant -> new Value.Bool(constant.getValue());
                case YangFunctionCallExpr call -> functions.call(call, context);
                case YangLocationPath path -> new Value.Nodes(steps.walk(path, context));
                case YangPathExpr path -> new Value.Nodes(path.getLocationPath()
                        .map(rest -> steps.walk(nodes(path.getFilterExpr(), context), rest.getSteps(), context))
                        .orElseGet(() -> nodes(path.getFilterExpr(), context)));
                case YangFilterExpr filtered -> new Value.Nodes(
                        steps.filter(nodes(filtered.getExpr(), context), filtered.getPredicates(), context));
                default -> throw new XPathException("expressions such as " + expr + " are not supported");
            };
        }

        List<Instance> nodes(YangExpr expr, Context context) {
            Value value = value(expr, context);
            if (value instanceof Value.Nodes(List<Instance> nodes)) {
                return nodes;
            }
            throw new XPathException(expr + " is no set of nodes");
        }

        private Value binary(YangBinaryExpr expr, Context context) {
            Value left = value(expr.getLeftExpr(), context);
            Value right = value(expr.getRightExpr(), context);
            return switch (expr.getOperator()) {
                case PLUS -> new Value.Number(left.number() + right.number());
                case MINUS -> new Value.Number(left.number() - right.number());
                case MUL -> new Value.Number(left.number() * right.number());
                case DIV -> new Value.Number(left.number() / right.number());
                case MOD -> new Value.Number(left.number() % right.number());
                case EQUALS, NOT_EQUALS, GT, GTE, LT, LTE -> new Value.Bool(
                        Comparison.holds(expr.getOperator(), left, right));
            };
        }

        private Value nary(YangNaryExpr expr, Context context) {
            Set<YangExpr> parts = expr.getExpressions();
            return switch (expr.getOperator()) {
                case AND -> new Value.Bool(parts.stream().allMatch(part -> value(part, context).bool()));
                case OR -> new Value.Bool(parts.stream().anyMatch(part -> value(part, context).bool()));
                case UNION -> {
                    Set<Instance> all = new LinkedHashSet<>();
                    parts.forEach(part -> all.addAll(nodes(part, context)));
                    yield new Value.Nodes(new ArrayList<>(all));
                }
            };
        }
    }
}
