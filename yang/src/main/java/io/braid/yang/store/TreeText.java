package io.braid.yang.store;

import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.io.IOException;
import java.util.Iterator;

/**
 * Writes trees as lines: {@code +name} begins a container, {@code *keys name} a list entry, {@code -} ends it;
 * {@code =name value} is a leaf, {@code ~name value} a value of a leaf-list. The keys of an entry come first.
 */
final class TreeText {
    private final Appendable out;

    TreeText(Appendable out) {
        this.out = out;
    }

    /** Writes the children of the root. */
    void root(Branch root) throws IOException {
        for (Node child : root.children()) {
            node(child);
        }
    }

    void node(Node node) throws IOException {
        switch (node) {
            case Leaf leaf -> leaf(StoredNode.Kind.LEAF, leaf);
            case Values values -> {
                for (Leaf leaf : values.leaves()) {
                    leaf(StoredNode.Kind.LEAF_LIST, leaf);
                }
            }
            case Entries entries -> {
                for (Iterator<Branch> all = entries.stream().iterator(); all.hasNext(); ) {
                    node(all.next());
                }
            }
            case Branch branch -> branch(branch);
        }
    }

    private void branch(Branch branch) throws IOException {
        if (branch.schema() instanceof ListSchema list) {
            begin(list);
            for (LeafSchema key : list.keys()) {
                node(branch.child(key).orElseThrow());
            }
            for (Node child : branch.children()) {
                if (!(child.schema() instanceof LeafSchema leaf && list.keys().contains(leaf))) {
                    node(child);
                }
            }
        } else {
            out.append(StoredNode.Kind.CONTAINER.mark).append(branch.schema().pathName()).append('\n');
            root(branch);
        }
        out.append("-\n");
    }

    /** An entry with nothing but its keys. */
    void keys(Branch entry, ListSchema list) throws IOException {
        begin(list);
        for (LeafSchema key : list.keys()) {
            node(entry.child(key).orElseThrow());
        }
        out.append("-\n");
    }

    private void begin(ListSchema list) throws IOException {
        out.append(StoredNode.Kind.ENTRY.mark)
                .append(Integer.toString(list.keys().size()))
                .append(' ')
                .append(list.pathName())
                .append('\n');
    }

    private void leaf(StoredNode.Kind kind, Leaf leaf) throws IOException {
        out.append(kind.mark)
                .append(leaf.schema().pathName())
                .append(' ')
                .append(Lines.escape(leaf.value()))
                .append('\n');
    }
}
