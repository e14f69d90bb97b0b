package io.braid.yang.store;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ModuleNames;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives what was read from the disk its place in the model. */
final class Typed {
    private final ModuleNames modules;
    private final Schema schema;
    private final boolean check;
    /** Children that were found, by their names; no more than the model has. */
    private final Map<InnerSchema, Map<String, SchemaNode>> named = new HashMap<>();

    /**
     * For data of a model.
     *
     * @param check whether values may be wrong: those of an older model are, those of the same are not
     */
    Typed(Schema schema, boolean check) {
        this.schema = schema;
        this.check = check;
        this.modules = new ModuleNames(schema);
    }

    /**
     * The tree.
     *
     * @throws IOException if it has no place in the model
     */
    Branch root(StoredNode root) throws IOException {
        return placed(() -> branch(schema.root(), root));
    }

    private interface Placing<T> {
        T place() throws IOException;
    }

    private static <T> T placed(Placing<T> placing) throws IOException {
        try {
            return placing.place();
        } catch (IllegalArgumentException e) {
            // A key that is missing, or that two entries have.
            throw new IOException(e.getMessage(), e);
        }
    }

    private Branch branch(InnerSchema inner, StoredNode stored) throws IOException {
        List<Node> children = new ArrayList<>();
        Map<SchemaNode, List<StoredNode>> lists = Map.of();
        for (StoredNode child : stored.children()) {
            SchemaNode schema = child(inner, child.name());
            if (schema instanceof LeafSchema leaf) {
                children.add(leaf(leaf, child));
            } else {
                if (lists.isEmpty()) {
                    lists = new LinkedHashMap<>();
                }
                lists.computeIfAbsent(schema, _ -> new ArrayList<>(1)).add(child);
            }
        }
        for (Map.Entry<SchemaNode, List<StoredNode>> each : lists.entrySet()) {
            children.add(node(each.getKey(), each.getValue()));
        }
        return Branch.of(inner, children);
    }

    private Node node(SchemaNode node, List<StoredNode> stored) throws IOException {
        switch (node) {
            case ListSchema list -> {
                List<Branch> entries = new ArrayList<>(stored.size());
                for (StoredNode entry : stored) {
                    entries.add(branch(list, entry));
                }
                return Entries.of(list, entries);
            }
            case LeafListSchema list -> {
                List<Leaf> leaves = new ArrayList<>(stored.size());
                for (StoredNode leaf : stored) {
                    leaves.add(leaf(list, leaf));
                }
                return new Values(list, leaves);
            }
            case LeafSchema leaf -> {
                return leaf(leaf, stored.getFirst());
            }
            case InnerSchema inner -> {
                return branch(inner, stored.getFirst());
            }
        }
    }

    private Leaf leaf(ValueSchema leaf, StoredNode stored) throws IOException {
        try {
            return new Leaf(leaf, check ? leaf.type().canonical(stored.value(), modules) : stored.value());
        } catch (ValueException e) {
            throw new IOException(leaf.path() + ": " + e.getMessage(), e);
        }
    }

    private SchemaNode child(InnerSchema inner, String name) throws IOException {
        Map<String, SchemaNode> known = named.computeIfAbsent(inner, _ -> new HashMap<>());
        SchemaNode child = known.get(name);
        if (child == null) {
            child = find(inner, name);
            known.put(name, child);
        }
        return child;
    }

    private static SchemaNode find(InnerSchema inner, String name) throws IOException {
        int colon = name.indexOf(':');
        String local = name.substring(colon + 1);
        String module = colon < 0 ? inner.module() : name.substring(0, colon);
        return inner.named(local)
                .filter(child -> child.module().equals(module) && child.config())
                .findFirst()
                .orElseThrow(() -> new IOException("the model has no " + inner.path() + "/" + name));
    }

    /**
     * A change.
     *
     * @throws IOException if it has no place in the model
     */
    Change change(StoredChange stored) throws IOException {
        return placed(() -> typed(stored));
    }

    private Change typed(StoredChange stored) throws IOException {
        DataPath path = DataPath.root(schema.root());
        for (String step : stored.steps()) {
            String[] parts = step.split("\t", -1);
            if (!(path.schema() instanceof InnerSchema around)) {
                throw new IOException(path.text() + " has nothing below it");
            }
            SchemaNode node = child(around, parts[0]);
            if (node instanceof ListSchema list && parts.length > 1) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i < parts.length; i++) {
                    values.add(Lines.unescape(parts[i]));
                }
                path = path.entry(list, new Key(values));
            } else {
                path = path.child(node);
            }
        }
        return new Change(path, side(path, stored.before()), side(path, stored.after()));
    }

    private Optional<Node> side(DataPath path, List<StoredNode> nodes) throws IOException {
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                path.schema() instanceof ListSchema list && path.key().isPresent()
                        ? branch(list, nodes.getFirst())
                        : node(path.schema(), nodes));
    }
}
