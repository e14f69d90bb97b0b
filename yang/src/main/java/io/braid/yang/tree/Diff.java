package io.braid.yang.tree;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares trees. What two trees share is passed over unseen: the cost is proportional to what differs. */
public final class Diff {
    private final List<Change> changes = new ArrayList<>();

    private Diff() {}

    /**
     * The topmost nodes that differ, in the order of the tree; of a list with a user's order, the order comes after its
     * entries.
     *
     * @param before a root
     * @param after a root of the same schema
     */
    public static List<Change> between(Branch before, Branch after) {
        Diff diff = new Diff();
        diff.branches(DataPath.root(before.schema()), before, after);
        return diff.changes;
    }

    private void branches(DataPath path, Branch before, Branch after) {
        if (before == after) {
            return;
        }
        List<Node> old = before.children();
        List<Node> now = after.children();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int a = i < old.size() ? old.get(i).schema().index() : Integer.MAX_VALUE;
            int b = j < now.size() ? now.get(j).schema().index() : Integer.MAX_VALUE;
            Optional<Node> was = a <= b ? Optional.of(old.get(i++)) : Optional.empty();
            Optional<Node> is = b <= a ? Optional.of(now.get(j++)) : Optional.empty();
            children(path, was, is);
        }
    }

    private void children(DataPath around, Optional<Node> before, Optional<Node> after) {
        Node before0 = before.orElse(null);
        Node after0 = after.orElse(null);
        if (before0 == after0) {
            return;
        }
        SchemaNode schema = (before0 == null ? after0 : before0).schema();
        if (schema instanceof ListSchema list) {
            Entries none = Entries.of(list, List.of());
            entries(around, before0 == null ? none : (Entries) before0, after0 == null ? none : (Entries) after0);
        } else if (before0 instanceof Branch a && after0 instanceof Branch b) {
            branches(around.child(schema), a, b);
        } else if (!(before0 instanceof Leaf a && after0 instanceof Leaf b && a.value().equals(b.value()))
                && !(before0 instanceof Values v && after0 instanceof Values w && v.values().equals(w.values()))) {
            changes.add(new Change(around.child(schema), before, after));
        }
    }

    private void entries(DataPath around, Entries before, Entries after) {
        entries(before, after, (key, was, is) -> entry(around.entry(before.schema(), key), was, is));
        if (before instanceof SortedEntries && after instanceof SortedEntries) {
            return;
        }
        List<Key> old = keys(before);
        List<Key> now = keys(after);
        if (!patched(old, now).equals(now) || !patched(now, old).equals(old)) {
            changes.add(new Change(around.child(before.schema()), Optional.of(before), Optional.of(after)));
        }
    }

    /** Tells the entries that are not the same object in both lists, whatever their order. */
    static void entries(Entries before, Entries after, BalancedDiff.Sink<Key, Branch> sink) {
        if (before instanceof SortedEntries a && after instanceof SortedEntries b) {
            a.differences(b, sink);
            return;
        }
        before.stream().forEach(entry -> {
            Key key = Key.of(entry);
            Optional<Branch> is = after.get(key);
            if (is.isEmpty() || is.get() != entry) {
                sink.differs(key, Optional.of(entry), is);
            }
        });
        after.stream()
                .filter(entry -> before.get(Key.of(entry)).isEmpty())
                .forEach(entry -> sink.differs(Key.of(entry), Optional.empty(), Optional.of(entry)));
    }

    /** The order that follows if entries are taken away, and new ones added at the end. */
    private static List<Key> patched(List<Key> before, List<Key> after) {
        Set<Key> gone = new HashSet<>(before);
        after.forEach(gone::remove);
        List<Key> patched = new ArrayList<>(before);
        patched.removeAll(gone);
        Set<Key> known = new HashSet<>(before);
        after.stream().filter(key -> !known.contains(key)).forEach(patched::add);
        return patched;
    }

    private static List<Key> keys(Entries entries) {
        return entries.stream().map(Key::of).toList();
    }

    private void entry(DataPath path, Optional<Branch> before, Optional<Branch> after) {
        if (before.isPresent() && after.isPresent()) {
            branches(path, before.get(), after.get());
        } else {
            changes.add(new Change(path, before.map(it -> it), after.map(it -> it)));
        }
    }
}
