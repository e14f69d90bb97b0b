package io.braid.yang.xpath;

import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Leaf;
import java.util.Arrays;
import java.util.List;
import javax.xml.xpath.XPathExpressionException;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.IdentitySchemaNode;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.xpath.api.YangLiteralExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangQNameExpr;

/** The functions that YANG adds (RFC 7950 §10). */
final class YangFunctions {
    private final Evaluator.Run run;

    YangFunctions(Evaluator.Run run) {
        this.run = run;
    }

    Value call(Functions.Call call) {
        return switch (call.name()) {
            case "current" -> new Value.Nodes(List.of(call.context().current()));
            case "re-match" -> new Value.Bool(
                    XsdPattern.of(call.text(1)).matcher(call.text(0)).matches());
            case "deref" -> new Value.Nodes(deref(call.nodes(0)));
            case "derived-from" -> new Value.Bool(derived(call, false));
            case "derived-from-or-self" -> new Value.Bool(derived(call, true));
            case "enum-value" -> new Value.Number(enumValue(call.nodes(0)));
            case "bit-is-set" -> new Value.Bool(bitIsSet(call.nodes(0), call.text(1)));
            default -> throw new XPathException("there is no function " + call.name() + "()");
        };
    }

    private List<Instance> deref(List<Instance> nodes) {
        return nodes.isEmpty() ? List.of() : Leafrefs.deref(run.evaluator(), nodes.getFirst());
    }

    private boolean derived(Functions.Call call, boolean orSelf) {
        QName base = identity(call);
        return call.nodes(0).stream()
                .flatMap(node -> identities(node.text()).stream())
                .anyMatch(identity -> orSelf && identity.getQName().equals(base) || derivedFrom(identity, base));
    }

    private QName identity(Functions.Call call) {
        try {
            YangQNameExpr name = run.expression().interpretAsQName(YangLiteralExpr.of(call.text(1)));
            if (name instanceof YangQNameExpr.Resolved resolved) {
                return resolved.getQName();
            }
            // Without a prefix, the module of the node that is compared is meant.
            return call.nodesOrNode().stream()
                    .findFirst()
                    .map(node -> QName.create(node.schema().qname(), call.text(1)))
                    .orElseThrow(() -> new XPathException("the identity " + call.text(1) + " needs a prefix"));
        } catch (XPathExpressionException e) {
            throw new XPathException(call.text(1) + " names no identity: " + e.getMessage());
        }
    }

    private static boolean derivedFrom(IdentitySchemaNode identity, QName base) {
        return identity.getBaseIdentities().stream()
                .anyMatch(parent -> parent.getQName().equals(base) || derivedFrom(parent, base));
    }

    /** The identity that a value in canonical form, {@code module:name}, stands for. */
    private List<? extends IdentitySchemaNode> identities(String value) {
        int colon = value.indexOf(':');
        return run.schema().context().getModules().stream()
                .filter(module -> colon > 0 && module.getName().equals(value.substring(0, colon)))
                .flatMap((Module module) -> module.getIdentities().stream())
                .filter(identity -> identity.getQName().getLocalName().equals(value.substring(colon + 1)))
                .toList();
    }

    private static double enumValue(List<Instance> nodes) {
        if (nodes.isEmpty()
                || !(nodes.getFirst().schema() instanceof ValueSchema leaf)
                || !(leaf.type().real() instanceof EnumTypeDefinition type)) {
            return Double.NaN;
        }
        String name = nodes.getFirst().text();
        return type.getValues().stream()
                .filter(pair -> pair.getName().equals(name))
                .mapToDouble(EnumTypeDefinition.EnumPair::getValue)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static boolean bitIsSet(List<Instance> nodes, String bit) {
        return !nodes.isEmpty()
                && nodes.getFirst().node() instanceof Leaf leaf
                && Arrays.asList(leaf.value().split(" ")).contains(bit);
    }
}
