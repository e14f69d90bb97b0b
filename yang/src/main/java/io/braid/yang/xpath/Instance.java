package io.braid.yang.xpath;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node of the tree seen from where it stands: it knows its parent, and shows defaults and implicit containers as if they
 * were there. Two instances are equal if they stand at the same place of the same tree.
 */
public final class Instance {
    private final Existence existence;
    private final Optional<Instance> parent;
    private final SchemaNode schema;
    private final Node node;
    private final boolean explicit;

    private Instance(Existence existence, Optional<Instance> parent, SchemaNode schema, Node node, boolean explicit) {
        this.existence = existence;
        this.parent = parent;
        this.schema = schema;
        this.node = node;
        this.explicit = explicit;
    }

    static Instance root(Branch root, Existence existence) {
        return new Instance(existence, Optional.empty(), root.schema(), root, true);
    }

    /** The instance around this one; empty for the root. */
    public Optional<Instance> parent() {
        return parent;
    }

    public SchemaNode schema() {
        return schema;
    }

    /** The node of the tree, or one that was made up for a default. A {@link Branch} or a {@link Leaf}. */
    public Node node() {
        return node;
    }

    /** Whether the node is in the tree; otherwise it is a default or an implicit container. */
    public boolean explicit() {
        return explicit;
    }

    Instance root() {
        return parent.map(Instance::root).orElse(this);
    }

    /** All children, defaults included, in the order of the model. */
    public Stream<Instance> children() {
        return schema instanceof InnerSchema inner
                ? inner.children().stream().flatMap(child -> children(child).stream())
                : Stream.empty();
    }

    /** The children that are instances of one schema node, defaults included. */
    public List<Instance> children(SchemaNode child) {
        Sight sight = existence.sight();
        if (sight.hides(child)) {
            return List.of();
        }
        return sight.showsAll() ? everyChild(child) : everyChild(child).stream().filter(sight::shows).toList();
    }

    private List<Instance> everyChild(SchemaNode child) {
        if (!child.config()) {
            try (Stream<Instance> present = all(child, Map.of(), Long.MAX_VALUE)) {
                List<Instance> found = present.toList();
                return found.isEmpty() ? implicit(child) : found;
            }
        }
        if (!(node instanceof Branch branch)) {
            return List.of();
        }
        return switch (branch.child(child).orElse(null)) {
            case null -> implicit(child);
            case Entries entries -> entries.stream().map(this::explicit).toList();
            case Values values -> values.leaves().stream().map(this::explicit).toList();
            case Branch inner -> List.of(explicit(inner));
            case Leaf leaf -> List.of(explicit(leaf));
        };
    }

    /**
     * The children that are instances of one schema node and no defaults; one by one, whatever their number. Those of a
     * container that need not exist are among them.
     *
     * @param equal values that leaves of the wanted entries have; others may be given too
     * @param limit how many are of use at most
     * @return a stream to be closed
     */
    public Stream<Instance> present(SchemaNode child, Map<LeafSchema, String> equal, long limit) {
        Sight sight = existence.sight();
        if (sight.hides(child)) {
            return Stream.empty();
        }
        return sight.showsAll()
                ? all(child, equal, limit)
                : all(child, equal, Long.MAX_VALUE).filter(sight::shows).limit(limit);
    }

    private Stream<Instance> all(SchemaNode child, Map<LeafSchema, String> equal, long limit) {
        if (!(node instanceof Branch branch)) {
            return Stream.empty();
        }
        if (!child.config() && child instanceof InnerSchema inner) {
            Optional<Stream<Branch>> supplied = existence.supply().entries(this, inner, equal, limit);
            if (supplied.isPresent()) {
                return supplied.get().map(this::explicit);
            }
        }
        if (!child.config() && child instanceof ValueSchema && schema.config() && parent.isPresent()) {
            Optional<Stream<Instance>> supplied = besideConfiguration(child);
            if (supplied.isPresent()) {
                return supplied.get();
            }
        }
        return branch.child(child).stream().flatMap(found -> switch (found) {
            case Entries entries -> entries.stream().map(this::explicit);
            case Values values -> values.leaves().stream().map(this::explicit);
            case Branch inner -> Stream.of(explicit(inner));
            case Leaf leaf -> Stream.of(explicit(leaf));
        });
    }

    /** A leaf of state that stands in a container of configuration, if that is provided. */
    private Optional<Stream<Instance>> besideConfiguration(SchemaNode child) {
        return existence.supply().entries(parent.orElseThrow(), (InnerSchema) schema, Map.of(), 1).map(supplied -> {
            try (supplied) {
                return supplied.findFirst().flatMap(state -> state.child(child)).stream().map(this::explicit);
            }
        });
    }

    /** A container that is not in the tree, though it needs no creation to exist: what is in it may be supplied. */
    public Instance hollow(ContainerSchema container) {
        return absent(Branch.empty(container));
    }

    /** The entry of a list with this key. */
    public Optional<Instance> entry(ListSchema list, Key key) {
        Sight sight = existence.sight();
        return sight.hides(list) ? Optional.empty() : anyEntry(list, key).filter(sight::shows);
    }

    private Optional<Instance> anyEntry(ListSchema list, Key key) {
        if (!(node instanceof Branch branch)) {
            return Optional.empty();
        }
        if (!list.config()) {
            Map<LeafSchema, String> equal = new HashMap<>();
            for (int i = 0; i < list.keys().size(); i++) {
                equal.put(list.keys().get(i), key.values().get(i));
            }
            Optional<Stream<Branch>> supplied = existence.supply().entries(this, list, equal, 1);
            if (supplied.isPresent()) {
                try (Stream<Branch> entries = supplied.get()) {
                    return entries.filter(entry -> Key.of(entry).equals(key)).findFirst().map(this::explicit);
                }
            }
        }
        return branch.child(list).orElse(null) instanceof Entries entries
                ? entries.get(key).map(this::explicit)
                : Optional.empty();
    }

    /** Where it stands. */
    public DataPath place() {
        return parent.map(up -> schema instanceof ListSchema list && !list.keys().isEmpty() && node instanceof Branch entry
                        ? up.place().entry(list, Key.of(entry))
                        : up.place().child(schema))
                .orElseGet(() -> DataPath.root((InnerSchema) schema));
    }

    private Instance explicit(Node child) {
        return new Instance(existence, Optional.of(this), child.schema(), child, true);
    }

    private List<Instance> implicit(SchemaNode child) {
        List<Node> madeUp = switch (child) {
            case ContainerSchema container -> container.presence() ? List.of() : List.of(Branch.empty(container));
            case LeafSchema leaf when leaf.defaultValue().isEmpty() -> List.of();
            case LeafSchema leaf -> List.of(leaf(leaf, leaf.defaultValue().get()));
            case LeafListSchema list -> list.defaults().stream().map(value -> leaf(list, value)).toList();
            case ListSchema _ -> List.of();
        };
        return madeUp.isEmpty() || !existence.allowed(this, child)
                ? List.of()
                : madeUp.stream().map(this::absent).toList();
    }

    private static Node leaf(ValueSchema schema, String value) {
        return new Leaf(schema, value);
    }

    private Instance absent(Node child) {
        return new Instance(existence, Optional.of(this), child.schema(), child, false);
    }

    /** An entry of a list that does not exist, as if it did with nothing but its key. */
    Instance standIn(ListSchema list, Key key) {
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < key.values().size(); i++) {
            leaves.add(new Leaf(list.keys().get(i), key.values().get(i)));
        }
        return absent(Branch.of(list, leaves));
    }

    /** A stand-in for a child that does not exist: the context node of its when (RFC 7950 §7.21.5). */
    Instance standIn(SchemaNode child) {
        return absent(
                switch (child) {
                    case InnerSchema inner -> Branch.empty(inner);
                    case ValueSchema value -> new Leaf(value, "");
                });
    }

    /** The string-value (XPath 1.0 §5): the value of a leaf, or all values below a branch. */
    public String text() {
        return node instanceof Leaf leaf ? leaf.value() : children().map(Instance::text).collect(Collectors.joining());
    }

    /** The path, such as {@code /braid-mcp:mcp/service[name='a']/port}; empty for the root. */
    public String path() {
        return parent.map(up -> up.path() + "/" + schema.pathName() + predicates()).orElse("");
    }

    private String predicates() {
        return switch (node) {
            case Branch entry when schema instanceof ListSchema list && !list.keys().isEmpty() -> Key.of(entry)
                    .predicates(list);
            case Leaf value when schema instanceof LeafListSchema -> "[.=" + Key.quoted(value.value()) + "]";
            default -> "";
        };
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof Instance that
                        && schema == that.schema
                        && (explicit ? node == that.node : explicit == that.explicit && text().equals(that.text()))
                        && parent.equals(that.parent);
    }

    @Override
    public int hashCode() {
        return explicit ? System.identityHashCode(node) : Objects.hash(schema, parent);
    }

    @Override
    public String toString() {
        return path().isEmpty() ? "/" : path();
    }
}
