package io.braid.netconf.data;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Builds a branch of state, or a notification, by names. */
public final class Build {
    private final InnerSchema schema;
    private final List<Node> children = new ArrayList<>();

    private Build(InnerSchema schema) {
        this.schema = schema;
    }

    public static Branch of(InnerSchema schema, Consumer<Build> content) {
        Build build = new Build(schema);
        content.accept(build);
        return Branch.of(schema, build.children);
    }

    /** A leaf; {@code value} in canonical form. */
    public Build leaf(String name, String value) {
        children.add(new Leaf((ValueSchema) schema.child(name), value));
        return this;
    }

    /** A leaf with a number. */
    public Build leaf(String name, long value) {
        return leaf(name, Long.toString(value));
    }

    /** A leaf-list; none if there are no values. */
    public Build values(String name, Collection<String> values) {
        LeafListSchema list = (LeafListSchema) schema.child(name);
        if (!values.isEmpty()) {
            children.add(new Values(
                    list, values.stream().map(value -> new Leaf(list, value)).toList()));
        }
        return this;
    }

    /** A container. */
    public Build container(String name, Consumer<Build> content) {
        children.add(of((InnerSchema) schema.child(name), content));
        return this;
    }

    /** The entries of a list, one for each thing. */
    public <T> Build list(String name, Collection<T> things, BiConsumer<Build, T> content) {
        SchemaNode list = schema.child(name);
        if (!things.isEmpty()) {
            children.add(Entries.of(
                    (ListSchema) list,
                    things.stream()
                            .map(thing -> of((ListSchema) list, build -> content.accept(build, thing)))
                            .toList()));
        }
        return this;
    }
}
