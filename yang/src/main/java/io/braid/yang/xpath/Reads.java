package io.braid.yang.xpath;

import io.braid.yang.schema.Condition;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.PathExpression;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.xpath.api.YangBinaryExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangFilterExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangFunctionCallExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangNaryExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangNaryOperator;
import org.opendaylight.yangtools.yang.xpath.api.YangNegateExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangPathExpr;

/**
 * Finds out, once for a model, which nodes the value of an expression depends on: walks its paths over the schema instead of
 * a tree. What decides whether a node on the way exists (when, choices) is read too. In doubt it finds too much.
 */
public final class Reads {
    private static final Set<String> COUNTED = Set.of(
            "count", "not", "boolean", "local-name", "name", "namespace-uri", "position", "last", "true", "false");

    private final Schema schema;
    private final Map<SchemaNode, Integer> depths = new HashMap<>();
    private boolean everything;

    /** A node that may be reached, and the depth of the lowest node around both it and the beginning. */
    private record Place(SchemaNode node, int depth) {
        Place up(SchemaNode parent) {
            return new Place(parent, Math.min(depth, depthOf(parent)));
        }

        Place down(SchemaNode below) {
            return new Place(below, depth);
        }
    }

    /** The nodes that the evaluation begins from: the context node and that of current(). */
    private record From(Place node, Place current) {}

    public Reads(Schema schema) {
        this.schema = schema;
    }

    /**
     * The nodes that were read. The value of a node is the depth (root 0) of the node above which the way did not go: a
     * change concerns only contexts that have the same instance at that depth around them.
     */
    public Map<SchemaNode, Integer> depths() {
        return depths;
    }

    /** Whether what is read depends on the data: it can be anything. */
    public boolean everything() {
        return everything;
    }

    /** Adds what a condition of a node reads. */
    public Reads condition(Condition condition, SchemaNode node) {
        condition(condition, new Place(node, depthOf(node)));
        return this;
    }

    /** Adds what decides about the existence of a node, seen from the node around it. */
    public Reads existence(SchemaNode node) {
        exists(new Place(node, depthOf(node)));
        return this;
    }

    /** Adds a node below another one, reached without going above {@code depth}. */
    public Reads node(SchemaNode node, int depth) {
        read(new Place(node, depth));
        return this;
    }

    /** Adds what a leafref reads; gives the leaves it may refer to. */
    public Set<SchemaNode> leafref(LeafrefTypeDefinition type, SchemaNode leaf) {
        Set<SchemaNode> targets = new LinkedHashSet<>();
        targets(type, new Place(leaf, depthOf(leaf))).forEach(place -> targets.add(place.node));
        return targets;
    }

    /** How many nodes are around a node. */
    public static int depthOf(SchemaNode node) {
        int depth = 0;
        for (SchemaNode at = node; at.parent().isPresent(); at = at.parent().get()) {
            depth++;
        }
        return depth;
    }

    private void condition(Condition condition, Place node) {
        Place context = condition.onParent() ? parent(node).findFirst().orElse(node) : node;
        value(condition.expression().getRootExpr(), new From(context, context));
    }

    private static Stream<Place> parent(Place place) {
        return place.node.parent().stream().map(place::up);
    }

    private void read(Place place) {
        Integer known = depths.get(place.node);
        if (known != null && known <= place.depth) {
            return;
        }
        depths.put(place.node, place.depth);
        exists(place);
    }

    private void exists(Place place) {
        place.node.whens().forEach(when -> condition(when, place));
        if (place.node.inCase().isPresent()) {
            parent(place).forEach(up -> ((InnerSchema) up.node)
                    .children().stream()
                            .filter(sibling -> sibling.inCase().isPresent())
                            .forEach(sibling -> depths.merge(sibling, up.depth, Math::min)));
        }
    }

    /** Reads the text of nodes: of branches, everything in them. */
    private Set<Place> text(Set<Place> places) {
        places.forEach(place -> below(place).forEach(this::read));
        return Set.of();
    }

    private static Stream<Place> below(Place place) {
        return Stream.concat(
                Stream.of(place),
                place.node instanceof InnerSchema inner
                        ? inner.children().stream().flatMap(child -> below(place.down(child)))
                        : Stream.empty());
    }

    private Set<Place> value(YangExpr expr, From from) {
        return switch (expr) {
            case YangBinaryExpr binary -> {
                text(value(binary.getLeftExpr(), from));
                yield text(value(binary.getRightExpr(), from));
            }
            case YangNaryExpr nary -> {
                Set<Place> all = new LinkedHashSet<>();
                nary.getExpressions().forEach(part -> all.addAll(value(part, from)));
                yield nary.getOperator() == YangNaryOperator.UNION ? all : Set.of();
            }
            case YangNegateExpr negated -> text(value(negated.getSubExpr(), from));
            case YangFunctionCallExpr call -> call(call, from);
            case YangLocationPath path -> walk(
                    Set.of(path.isAbsolute() ? new Place(schema.root(), 0) : from.node), path.getSteps(), from);
            case YangPathExpr path -> {
                Set<Place> start = value(path.getFilterExpr(), from);
                yield path.getLocationPath().map(rest -> walk(start, rest.getSteps(), from)).orElse(start);
            }
            case YangFilterExpr filter -> {
                Set<Place> kept = value(filter.getExpr(), from);
                kept.forEach(place -> filter.getPredicates()
                        .forEach(predicate -> value(predicate, new From(place, from.current))));
                yield kept;
            }
            // Literals and numbers; what the evaluator does not know fails there.
            default -> Set.of();
        };
    }

    private Set<Place> call(YangFunctionCallExpr call, From from) {
        String name = call.getName().getLocalName();
        List<YangExpr> arguments = call.getArguments();
        if (name.equals("current")) {
            return Set.of(from.current);
        }
        if (name.equals("deref")) {
            Set<Place> targets = new LinkedHashSet<>();
            value(arguments.getFirst(), from).forEach(leaf -> targets.addAll(deref(leaf)));
            return targets;
        }
        if (!COUNTED.contains(name)) {
            text(arguments.isEmpty() ? Set.of(from.node) : Set.of());
            arguments.forEach(argument -> text(value(argument, from)));
        } else {
            arguments.forEach(argument -> value(argument, from));
        }
        return Set.of();
    }

    private Set<Place> deref(Place leaf) {
        read(leaf);
        if (leaf.node instanceof ValueSchema value && value.type().declared() instanceof LeafrefTypeDefinition ref) {
            Set<Place> targets = targets(ref, leaf);
            text(targets);
            return targets;
        }
        everything = true;
        return Set.of();
    }

    private Set<Place> targets(LeafrefTypeDefinition ref, Place leaf) {
        return switch (ref.getPathStatement().getSteps()) {
            case PathExpression.LocationPathSteps path -> value(path.getLocationPath(), new From(leaf, leaf));
            case PathExpression.DerefSteps path -> {
                Set<Place> targets = new LinkedHashSet<>();
                for (Place first : value(path.getDerefArgument(), new From(leaf, leaf))) {
                    deref(first).forEach(to -> targets.addAll(value(path.getRelativePath(), new From(to, leaf))));
                }
                yield targets;
            }
            default -> {
                everything = true;
                yield Set.of();
            }
        };
    }

    private Set<Place> walk(Set<Place> start, List<YangLocationPath.Step> steps, From from) {
        Set<Place> at = start;
        for (YangLocationPath.Step step : steps) {
            Set<Place> next = new LinkedHashSet<>();
            at.forEach(place -> SchemaAxes.of(place.node, step)
                    .forEach(move -> next.add(new Place(move.node(), Math.min(place.depth, move.depth())))));
            next.forEach(this::read);
            step.getPredicates()
                    .forEach(predicate -> next.forEach(place -> value(predicate, new From(place, from.current))));
            at = next;
        }
        return at;
    }
}
