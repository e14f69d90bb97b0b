package io.braid.yang.tree;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a branch as a program wants to see it: with the defaults of the model, and with containers that always exist.
 *
 * <p>Names are those of the model; asking for one that the model does not have is a defect of the program and throws
 * {@link IllegalArgumentException}.
 */
public final class Reader {
    private final Branch branch;
    private final Object identity;
    private final String path;
    private final Consumer<ValueSchema> seen;

    private Reader(Branch branch, Object identity, String path, Consumer<ValueSchema> seen) {
        this.branch = branch;
        this.identity = identity;
        this.path = path;
        this.seen = seen;
    }

    /** Reads from the root of a tree. */
    public static Reader of(Branch root) {
        return recording(root, _ -> {});
    }

    /** Reads from the root of a tree, and tells {@code seen} of each leaf and leaf-list that is asked for. */
    public static Reader recording(Branch root, Consumer<ValueSchema> seen) {
        return new Reader(root, root, "", seen);
    }

    /** What stays the same object as long as nothing below this point changes. */
    public Object identity() {
        return identity;
    }

    /** What stays the same object as long as nothing in this child changes. */
    public Object identity(String child) {
        SchemaNode schema = branch.schema().child(child);
        return branch.child(schema).<Object>map(node -> node).orElse(schema);
    }

    /** The path of the branch, such as {@code /braid-mcp:mcp/service[name='a']}. */
    public String path() {
        return path.isEmpty() ? "/" : path;
    }

    /** The value of a leaf, or its default. */
    public Optional<String> find(String leaf) {
        LeafSchema schema = expect(LeafSchema.class, leaf);
        seen.accept(schema);
        return branch.value(schema)
                .or(() -> Cases.active(branch, schema) ? schema.defaultValue() : Optional.empty());
    }

    /**
     * The value of a leaf that is mandatory or has a default.
     *
     * @throws IllegalStateException if it has none: the tree was not validated
     */
    public String text(String leaf) {
        return find(leaf).orElseThrow(() -> new IllegalStateException(path + "/" + leaf + " is missing"));
    }

    /** The value of a leaf of type boolean. */
    public boolean flag(String leaf) {
        return Boolean.parseBoolean(text(leaf));
    }

    /**
     * The value of a leaf of an integer type.
     *
     * @throws ArithmeticException if it does not fit
     */
    public int integer(String leaf) {
        return Math.toIntExact(number(leaf));
    }

    /** The value of a leaf of an integer type of at most 63 bits. */
    public long number(String leaf) {
        return Long.parseLong(text(leaf));
    }

    /** The values of a leaf-list, or its defaults. */
    public List<String> values(String leafList) {
        LeafListSchema schema = expect(LeafListSchema.class, leafList);
        seen.accept(schema);
        return branch.child(schema)
                .flatMap(node -> node instanceof Values values ? Optional.of(values.values()) : Optional.empty())
                .orElseGet(() -> Cases.active(branch, schema) ? schema.defaults() : List.of());
    }

    /** A container that always exists. */
    public Reader container(String name) {
        ContainerSchema schema = expect(ContainerSchema.class, name);
        return presence(name).orElseGet(() -> below(Branch.empty(schema), schema, schema.pathName()));
    }

    /** A container, if it exists. */
    public Optional<Reader> presence(String name) {
        ContainerSchema schema = expect(ContainerSchema.class, name);
        return branch.child(schema)
                .flatMap(node -> node instanceof Branch found ? Optional.of(found) : Optional.empty())
                .map(found -> below(found, found, schema.pathName()));
    }

    /** The entries of a list. */
    public List<Reader> list(String name) {
        ListSchema schema = expect(ListSchema.class, name);
        return branch.child(schema).stream()
                .flatMap(node -> node instanceof Entries entries ? entries.stream() : null)
                .map(entry -> below(entry, entry, schema.pathName() + Key.of(entry).predicates(schema)))
                .toList();
    }

    /**
     * The entries of a list that are not the same object as before, by their keys; empty ones are gone. What did not
     * change costs nothing, unless the order of the list is the user's.
     *
     * @param before what {@link #identity(String)} was for this list; anything else stands for an empty list
     */
    public Map<Key, Optional<Reader>> changes(String name, Object before) {
        ListSchema schema = expect(ListSchema.class, name);
        Map<Key, Optional<Reader>> changes = new LinkedHashMap<>();
        Diff.entries(
                before instanceof Entries entries ? entries : Entries.of(schema, List.of()),
                branch.child(schema).map(Entries.class::cast).orElseGet(() -> Entries.of(schema, List.of())),
                (key, _, is) -> changes.put(
                        key, is.map(entry -> below(entry, entry, schema.pathName() + key.predicates(schema)))));
        return changes;
    }

    private Reader below(Branch child, Object childIdentity, String step) {
        return new Reader(child, childIdentity, path + "/" + step, seen);
    }

    private <T extends SchemaNode> T expect(Class<T> kind, String name) {
        InnerSchema schema = branch.schema();
        SchemaNode found = schema.child(name);
        if (!kind.isInstance(found)) {
            throw new IllegalArgumentException(found + " is no " + kind.getSimpleName());
        }
        return kind.cast(found);
    }
}
