package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a tree of configuration together while a text is read, whatever its form; collects what is wrong with it. */
final class Assembly {
    private final Problems problems = new Problems();
    private final Map<Node, Location> locations = new IdentityHashMap<>();
    private final Set<Branch> damaged = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Frame root;
    private Frame top;

    /** Gives the canonical form of a value. */
    interface Text {
        String canonical() throws ValueException;
    }

    Assembly(Schema schema) {
        root = new Frame(schema.root(), null, Location.UNKNOWN);
        top = root;
    }

    /** The node that is being read. */
    InnerSchema here() {
        return top.schema();
    }

    /**
     * Something is wrong in the node that is being read.
     *
     * @param step rest of the path below it, with its slash; or empty
     */
    void problem(Location at, String step, String reason) {
        problems.add(at, top, step, reason);
    }

    /** Whether a child may stand here at all; tells why not. */
    boolean takes(SchemaNode child, Location at) {
        String step = "/" + child.pathName();
        if (!child.config()) {
            problem(at, step, "is state of the system, not configuration: remove it");
            return false;
        }
        top.conflict(child)
                .ifPresent(other -> problem(at, step, "excludes what stands before it: both belong to the choice "
                        + other.choice().name() + ", keep one"));
        return true;
    }

    /** A container or an entry of a list begins. */
    void open(InnerSchema child, Location at) {
        top = new Frame(child, top, at);
    }

    /** A leaf, or a value of a leaf-list. */
    void leaf(ValueSchema child, Location at, Text text) {
        String step = "/" + child.pathName();
        try {
            add(new Leaf(child, text.canonical()), at, step);
        } catch (ValueException e) {
            problem(at, step, e.getMessage());
        }
    }

    /** What began last ends; nothing happens if nothing has begun. */
    void close() {
        Optional<Frame> up = top.up();
        if (up.isEmpty()) {
            return;
        }
        Frame done = top;
        top = up.get();
        String step = done.path().substring(top.path().length());
        if (done.schema() instanceof ListSchema list && done.key(list).isEmpty()) {
            if (!done.damaged()) {
                problems.add(done.at(), done, "", "lacks its key: " + Unknown.keys(list));
            }
            top.damage();
            return;
        }
        add(finished(done), done.at(), step);
    }

    private void add(Node child, Location at, String step) {
        Optional<Location> earlier = top.earlier(child, at);
        if (earlier.isPresent()) {
            problem(at, step, "is already there, in line " + earlier.get().line());
            return;
        }
        locations.put(child, at);
        top.add(child);
    }

    /** Ends whatever has begun. */
    Document finish(boolean complete) {
        while (top != root) {
            close();
        }
        return new Document(finished(root), locations, damaged, problems.inOrder(), complete);
    }

    private Branch finished(Frame done) {
        Branch branch = done.finish();
        if (done.damaged()) {
            damaged.add(branch);
        }
        return branch;
    }
}
