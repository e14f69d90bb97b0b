package io.braid.yang.xpath;

import java.util.List;
import java.util.function.Function;
import org.opendaylight.yangtools.yang.xpath.api.YangExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangFunctionCallExpr;

/** Calls functions: those of XPath's core library (XPath 1.0 §4) here, text in {@link Strings}, YANG's in {@link YangFunctions}. */
final class Functions {
    private final Evaluator.Run run;
    private final YangFunctions yang;

    Functions(Evaluator.Run run) {
        this.run = run;
        this.yang = new YangFunctions(run);
    }

    /** A call with its arguments not yet evaluated. */
    record Call(Evaluator.Run run, String name, List<YangExpr> arguments, Context context) {
        boolean has(int index) {
            return index < arguments.size();
        }

        Value value(int index) {
            return run.value(argument(index), context);
        }

        String text(int index) {
            return value(index).text();
        }

        List<Instance> nodes(int index) {
            return run.nodes(argument(index), context);
        }

        YangExpr argument(int index) {
            if (index >= arguments.size()) {
                throw new XPathException(name + "() lacks an argument");
            }
            return arguments.get(index);
        }

        /** The first argument, or the context node where there is none. */
        Value valueOrNode() {
            return has(0) ? value(0) : new Value.Nodes(List.of(context.node()));
        }

        List<Instance> nodesOrNode() {
            return has(0) ? nodes(0) : List.of(context.node());
        }
    }

    Value call(YangFunctionCallExpr expr, Context context) {
        Call call = new Call(run, expr.getName().getLocalName(), expr.getArguments(), context);
        return switch (call.name()) {
            case "last" -> new Value.Number(context.size());
            case "position" -> new Value.Number(context.position());
            case "count" -> new Value.Number(call.nodes(0).size());
            case "local-name" -> new Value.Text(first(call, node -> node.schema().name()));
            case "name" -> new Value.Text(first(call, node -> node.schema().module() + ":" + node.schema().name()));
            case "namespace-uri" -> new Value.Text(first(call, node -> node.schema().namespace()));
            case "boolean" -> new Value.Bool(call.value(0).bool());
            case "not" -> new Value.Bool(!call.value(0).bool());
            case "true" -> new Value.Bool(true);
            case "false" -> new Value.Bool(false);
            case "number" -> new Value.Number(call.valueOrNode().number());
            case "sum" -> new Value.Number(
                    call.nodes(0).stream().mapToDouble(node -> Value.number(node.text())).sum());
            case "floor" -> new Value.Number(Math.floor(call.value(0).number()));
            case "ceiling" -> new Value.Number(Math.ceil(call.value(0).number()));
            case "round" -> new Value.Number(Math.floor(call.value(0).number() + 0.5));
            case "lang" -> new Value.Bool(false);
            case "id" -> new Value.Nodes(List.of());
            default -> Strings.call(call).orElseGet(() -> yang.call(call));
        };
    }

    private static String first(Call call, Function<Instance, String> name) {
        return call.nodesOrNode().stream()
                .findFirst()
                .filter(node -> node.parent().isPresent())
                .map(name)
                .orElse("");
    }
}
