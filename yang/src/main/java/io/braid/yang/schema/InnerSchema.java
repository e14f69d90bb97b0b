package io.braid.yang.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node that has children. */
public abstract sealed class InnerSchema extends SchemaNode permits ContainerSchema, ListSchema {
    private List<SchemaNode> children = List.of();
    private List<ChoiceSchema> choices = List.of();
    private Map<String, List<SchemaNode>> byName = Map.of();
    private List<OperationSchema> operations = List.of();

    InnerSchema(Common common) {
        super(common);
    }

    /** Ends construction: children name their parent, so the parent comes first. */
    void complete(List<SchemaNode> ofModel, List<ChoiceSchema> choicesOfModel) {
        children = List.copyOf(ofModel);
        choices = List.copyOf(choicesOfModel);
        byName = new HashMap<>(children.stream().collect(Collectors.groupingBy(SchemaNode::name)));
    }

    void perform(List<OperationSchema> ofModel) {
        operations = List.copyOf(ofModel);
    }

    /** The actions of this node; of the root the rpcs of all modules whose input and output are of the model. */
    public final List<OperationSchema> operations() {
        return operations;
    }

    /** The children in the order of the model. */
    public final List<SchemaNode> children() {
        return children;
    }

    /** The choices directly or, through cases, indirectly in this node. */
    public final List<ChoiceSchema> choices() {
        return choices;
    }

    /** The child with this name in this namespace. */
    public final Optional<SchemaNode> child(String namespace, String name) {
        return named(name).filter(child -> child.namespace().equals(namespace)).findFirst();
    }

    /** The children with this name, of any module. */
    public final Stream<SchemaNode> named(String name) {
        return byName.getOrDefault(name, List.of()).stream();
    }

    /**
     * The child with this name, of the node's own module where several modules have one.
     *
     * @throws IllegalArgumentException if the model has no such child
     */
    public final SchemaNode child(String name) {
        List<SchemaNode> found = byName.getOrDefault(name, List.of());
        return found.stream()
                .filter(child -> child.module().equals(module()))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("the model has no " + path() + "/" + name));
    }
}
