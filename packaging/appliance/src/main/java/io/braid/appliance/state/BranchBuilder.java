package io.braid.appliance.state;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes a branch of operational state, by the names of the model. */
final class BranchBuilder {
    private final InnerSchema schema;
    private final List<Node> children = new ArrayList<>();

    BranchBuilder(InnerSchema schema) {
        this.schema = schema;
    }

    /** A leaf; enums are written as the model has them. */
    BranchBuilder leaf(String name, Object value) {
        children.add(made((ValueSchema) schema.child(name), value));
        return this;
    }

    /** A leaf-list; none without values. */
    BranchBuilder values(String name, Collection<?> values) {
        LeafListSchema list = (LeafListSchema) schema.child(name);
        if (!values.isEmpty()) {
            children.add(new Values(list, values.stream().map(value -> made(list, value)).toList()));
        }
        return this;
    }

    private static Leaf made(ValueSchema leaf, Object value) {
        String text = value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
        try {
            return new Leaf(leaf, leaf.type().canonical(text, null));
        } catch (ValueException e) {
            throw new IllegalStateException(leaf + " cannot be " + text, e);
        }
    }

    /** The leaves {@code …-address} and {@code …-port}, or none as long as the socket address is not known. */
    BranchBuilder socket(String prefix, InetSocketAddress address) {
        if (address != null) {
            leaf(prefix + "address", address.getAddress().getHostAddress());
            leaf(prefix + "port", address.getPort());
        }
        return this;
    }

    BranchBuilder container(String name, Consumer<BranchBuilder> content) {
        BranchBuilder inner = new BranchBuilder((InnerSchema) schema.child(name));
        content.accept(inner);
        children.add(inner.build());
        return this;
    }

    /** A list with an entry for each of the things. */
    <T> BranchBuilder list(String name, Collection<T> things, BiConsumer<BranchBuilder, T> content) {
        ListSchema list = (ListSchema) schema.child(name);
        List<Branch> entries = new ArrayList<>();
        for (T thing : things) {
            BranchBuilder entry = new BranchBuilder(list);
            content.accept(entry, thing);
            entries.add(entry.build());
        }
        if (!entries.isEmpty()) {
            children.add(Entries.of(list, entries));
        }
        return this;
    }

    Branch build() {
        return Branch.of(schema, children);
    }
}
