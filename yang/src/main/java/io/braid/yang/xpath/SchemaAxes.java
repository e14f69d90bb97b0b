package io.braid.yang.xpath;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;

/** The axes of XPath over the schema: which nodes a step may lead to. */
final class SchemaAxes {
    private SchemaAxes() {}

    /**
     * A node that a step leads to.
     *
     * @param depth of the highest node on the way; at least that of the node itself if the way only goes down
     */
    record Move(SchemaNode node, int depth) {}

    static Stream<Move> of(SchemaNode from, YangLocationPath.Step step) {
        NodeTest test = NodeTest.of(step);
        int depth = Reads.depthOf(from);
        Stream<Move> moves =
                switch (step.getAxis()) {
                    case SELF -> Stream.of(new Move(from, depth));
                    case CHILD -> children(from).map(child -> new Move(child, depth));
                    case DESCENDANT -> children(from).flatMap(SchemaAxes::all).map(node -> new Move(node, depth));
                    case DESCENDANT_OR_SELF -> all(from).map(node -> new Move(node, depth));
                    case PARENT -> from.parent().stream().map(SchemaAxes::self);
                    case ANCESTOR -> ancestors(from);
                    case ANCESTOR_OR_SELF -> Stream.concat(Stream.of(self(from)), ancestors(from));
                    case FOLLOWING_SIBLING, PRECEDING_SIBLING -> from.parent().stream()
                            .flatMap(up -> up.children().stream())
                            .map(sibling -> new Move(sibling, depth - 1));
                    case FOLLOWING, PRECEDING -> all(top(from)).map(node -> new Move(node, 0));
                    case ATTRIBUTE, NAMESPACE -> Stream.empty();
                };
        return moves.filter(move -> matches(test, move.node));
    }

    private static boolean matches(NodeTest test, SchemaNode node) {
        return switch (test) {
            case NodeTest.Named named -> node.parent().isPresent() && named.matches(node);
            case NodeTest.InNamespace(String namespace) -> node.namespace().equals(namespace);
            case NodeTest.Any _, NodeTest.Element _, NodeTest.TextOnly _ -> true;
        };
    }

    private static Move self(SchemaNode node) {
        return new Move(node, Reads.depthOf(node));
    }

    private static Stream<Move> ancestors(SchemaNode from) {
        return from.parent().stream().flatMap(up -> Stream.concat(Stream.of(self(up)), ancestors(up)));
    }

    private static Stream<SchemaNode> children(SchemaNode node) {
        return node instanceof InnerSchema inner ? inner.children().stream() : Stream.empty();
    }

    private static Stream<SchemaNode> all(SchemaNode node) {
        return Stream.concat(Stream.of(node), children(node).flatMap(SchemaAxes::all));
    }

    private static SchemaNode top(SchemaNode node) {
        SchemaNode at = node;
        while (at.parent().isPresent()) {
            at = at.parent().get();
        }
        return at;
    }
}
