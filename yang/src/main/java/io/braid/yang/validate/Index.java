package io.braid.yang.validate;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.QName;

/**
 * Texts that a tree has, to be counted: the values of a leaf, or what the entries of a list must not have in common. Tells by
 * which texts two trees differ, at a cost in proportion to the difference.
 *
 * @param node the leaf, leaf-list or list
 * @param unique the paths of a unique statement; empty for a leaf
 */
record Index(SchemaNode node, List<List<QName>> unique) {
    /** Is told of a text that is there more often or, with a negative number, less often. */
    interface Sink {
        void count(String text, int change);
    }

    /** The index of a leaf's values; empty if some of them are not in the tree: defaults. */
    static Optional<Index> ofLeaf(SchemaNode leaf) {
        boolean stored = leaf instanceof LeafSchema one && one.defaultValue().isEmpty()
                || leaf instanceof LeafListSchema many && many.defaults().isEmpty();
        return stored ? Optional.of(new Index(leaf, List.of())) : Optional.empty();
    }

    /** The index of a unique statement; empty if the existence of a leaf in it depends on others. */
    static Optional<Index> ofUnique(ListSchema list, List<List<QName>> unique) {
        boolean plain = unique.stream().allMatch(path -> path(list, path).stream()
                .allMatch(node -> node.whens().isEmpty() && node.inCase().isEmpty()));
        return plain ? Optional.of(new Index(list, unique)) : Optional.empty();
    }

    /** The nodes of a path below an entry. */
    static List<SchemaNode> path(ListSchema list, List<QName> names) {
        List<SchemaNode> nodes = new ArrayList<>();
        SchemaNode at = list;
        for (QName name : names) {
            at = ((InnerSchema) at)
                    .child(name.getNamespace().toString(), name.getLocalName())
                    .orElseThrow();
            nodes.add(at);
        }
        return nodes;
    }

    /** Tells the differences between two trees. */
    void differences(Branch before, Branch after, List<Change> changes, Sink sink) {
        List<SchemaNode> chain = chain(node);
        Set<DataPath> seen = new HashSet<>();
        for (Change change : changes) {
            int at = chain.indexOf(change.path().schema());
            if (change.kind() == Change.Kind.REORDERED) {
                continue;
            }
            if (at >= 0) {
                String around = unique.isEmpty() || at + 1 < chain.size() ? "" : change.path().up().text();
                change.before().ifPresent(was -> walk(was, chain, at, change.path(), around, -1, sink));
                change.after().ifPresent(is -> walk(is, chain, at, change.path(), around, 1, sink));
            } else if (!unique.isEmpty()) {
                entry(change.path()).filter(seen::add).ifPresent(path -> {
                    String around = path.up().text();
                    path.in(before).ifPresent(was -> tuple((Branch) was, around, -1, sink));
                    path.in(after).ifPresent(is -> tuple((Branch) is, around, 1, sink));
                });
            }
        }
    }

    /** The entry of the list that a changed node is in. */
    private Optional<DataPath> entry(DataPath path) {
        DataPath at = path;
        while (at != null && at.schema() != node) {
            at = at.up();
        }
        return Optional.ofNullable(at);
    }

    private void walk(
            Node found, List<SchemaNode> chain, int at, DataPath path, String around, int change, Sink sink) {
        switch (found) {
            case Leaf leaf -> sink.count(leaf.value(), change);
            case Values values -> values.leaves().forEach(leaf -> sink.count(leaf.value(), change));
            case Entries entries -> {
                String here = at + 1 == chain.size() ? path.up().text() : "";
                entries.stream().forEach(entry -> walk(
                        entry, chain, at, path.up().entry(entries.schema(), Key.of(entry)), here,
                        change, sink));
            }
            case Branch branch when at + 1 == chain.size() -> tuple(branch, around, change, sink);
            case Branch branch -> {
                SchemaNode next = chain.get(at + 1);
                branch.child(next)
                        .ifPresent(child -> walk(child, chain, at + 1, path.child(next), "", change, sink));
            }
        }
    }

    private void tuple(Branch entry, String around, int change, Sink sink) {
        text(entry, around).ifPresent(text -> sink.count(text, change));
    }

    /** What an entry must not have in common with another; empty if it lacks one of the leaves. */
    Optional<String> text(Branch entry, String around) {
        StringBuilder text = new StringBuilder(around);
        for (List<QName> names : unique) {
            Optional<String> value = value(entry, path((ListSchema) node, names));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            text.append('\0').append(value.get());
        }
        return Optional.of(text.toString());
    }

    private static Optional<String> value(Branch entry, List<SchemaNode> path) {
        Optional<Branch> at = Optional.of(entry);
        for (SchemaNode container : path.subList(0, path.size() - 1)) {
            at = at.flatMap(branch -> branch.child(container)).map(Branch.class::cast);
        }
        LeafSchema leaf = (LeafSchema) path.getLast();
        return at.flatMap(branch -> branch.value(leaf)).or(leaf::defaultValue);
    }

    /** The nodes from the root to a node. */
    static List<SchemaNode> chain(SchemaNode node) {
        List<SchemaNode> chain = new ArrayList<>();
        for (Optional<? extends SchemaNode> at = Optional.of(node); at.isPresent(); at = at.get().parent()) {
            chain.addFirst(at.get());
        }
        return chain;
    }
}
