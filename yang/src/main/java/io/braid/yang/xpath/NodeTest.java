package io.braid.yang.xpath;

import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Leaf;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.UnresolvedQName;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathAxis;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathNodeType;

/** What a step asks of a node besides its axis (XPath 1.0 §2.3). */
sealed interface NodeTest {
    /** A node with this name; an empty namespace means any. */
    record Named(String namespace, String name) implements NodeTest {
        boolean matches(SchemaNode schema) {
            return schema.name().equals(name) && (namespace.isEmpty() || schema.namespace().equals(namespace));
        }

        @Override
        public boolean matches(Instance node) {
            return node.parent().isPresent() && matches(node.schema());
        }
    }

    /** Any element of a namespace. */
    record InNamespace(String namespace) implements NodeTest {
        @Override
        public boolean matches(Instance node) {
            return node.parent().isPresent() && node.schema().namespace().equals(namespace);
        }
    }

    /** Any node at all. */
    record Any() implements NodeTest {
        @Override
        public boolean matches(Instance node) {
            return true;
        }
    }

    /** Any node but the root, which is no element. */
    record Element() implements NodeTest {
        @Override
        public boolean matches(Instance node) {
            return node.parent().isPresent();
        }
    }

    /** Text, which only leaves have; the tree has it in the leaf itself. */
    record TextOnly() implements NodeTest {
        @Override
        public boolean matches(Instance node) {
            return node.node() instanceof Leaf;
        }
    }

    boolean matches(Instance node);

    static NodeTest of(YangLocationPath.Step step) {
        return switch (step) {
            case YangLocationPath.ResolvedQNameStep named -> {
                QName name = named.getQName();
                yield new Named(name.getNamespace().toString(), name.getLocalName());
            }
            case YangLocationPath.UnresolvedQNameStep named -> {
                UnresolvedQName name = named.getQName();
                yield new Named("", name.getLocalName());
            }
            case YangLocationPath.NamespaceStep inNamespace -> new InNamespace(
                    inNamespace.getNamespace().namespace().toString());
            case YangLocationPath.NodeTypeStep typed -> typed.getNodeType() == YangXPathNodeType.NODE
                    ? new Any()
                    : typed.getNodeType() == YangXPathNodeType.TEXT ? new TextOnly() : none(step);
            // The parser gives one form to *, to . and .., and to //: only on these axes can it be *, and meet the root.
            case YangLocationPath.AxisStep any -> any.getAxis() == YangXPathAxis.ANCESTOR
                            || any.getAxis() == YangXPathAxis.ANCESTOR_OR_SELF
                    ? new Element()
                    : new Any();
            default -> none(step);
        };
    }

    private static NodeTest none(YangLocationPath.Step step) {
        throw new XPathException("the data tree has no nodes for " + step);
    }
}
