package io.braid.yang.validate;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Counts;
import io.braid.yang.tree.Diff;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.QName;

/**
 * What indexes tell of changes before anybody looks at the tree: whether entries may have become equal, or references may
 * have lost their target. Made for one set of changes.
 */
final class Indexes {
    private final IndexStore store;
    private final Map<Index, Outcome> outcomes = new HashMap<>();
    private final Branch before;
    private final Branch after;
    private final List<Change> changes;

    /** What became of an index. */
    private record Outcome(Counts counts, Set<String> more, Set<String> fewer) {}

    Indexes(IndexStore store, Branch before, Branch after, List<Change> changes) {
        this.store = store;
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    /** Whether some entries of the list may have in common what they must not. */
    boolean mayRepeat(ListSchema list) {
        for (List<List<QName>> unique : list.uniques()) {
            Optional<Index> index = Index.ofUnique(list, unique);
            if (index.isEmpty()) {
                return true;
            }
            Outcome outcome = outcome(index.get());
            if (outcome.more.stream().anyMatch(text -> outcome.counts.of(text) > 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some leaf may refer to what is no longer there. */
    boolean mayDangle(ValueSchema leaf) {
        Optional<SchemaNode> target = store.soleTarget(leaf);
        Optional<Index> targets = target.flatMap(Index::ofLeaf);
        Optional<Index> references = Index.ofLeaf(leaf);
        if (targets.isEmpty() || references.isEmpty()) {
            return true;
        }
        Outcome lost = outcome(targets.get());
        Set<String> gone = new HashSet<>(lost.fewer);
        gone.removeIf(text -> lost.counts.of(text) > 0);
        if (gone.isEmpty()) {
            return false;
        }
        Counts referring = outcome(references.get()).counts;
        return gone.stream().anyMatch(text -> referring.of(text) > 0);
    }

    /** Whether a value that a leaf may refer to is there; empty if no index tells. */
    Optional<Boolean> exists(ValueSchema leaf, String value) {
        return store.soleTarget(leaf)
                .flatMap(Index::ofLeaf)
                .map(index -> outcome(index).counts.of(value) > 0);
    }

    private Outcome outcome(Index index) {
        return outcomes.computeIfAbsent(index, _ -> {
            Map<String, Integer> sums = new HashMap<>();
            index.differences(before, after, changes, (text, change) -> sums.merge(text, change, Integer::sum));
            Counts counts = store.counts(index, before);
            Set<String> more = new HashSet<>();
            Set<String> fewer = new HashSet<>();
            for (Map.Entry<String, Integer> sum : sums.entrySet()) {
                counts = counts.plus(sum.getKey(), sum.getValue());
                if (sum.getValue() != 0) {
                    (sum.getValue() > 0 ? more : fewer).add(sum.getKey());
                }
            }
            return new Outcome(counts, more, fewer);
        });
    }

    /** Counts a whole tree. */
    static Counts all(Index index, Branch root) {
        Branch nothing = Branch.empty(root.schema());
        Counts[] counts = {Counts.none()};
        index.differences(
                nothing, root, Diff.between(nothing, root), (text, change) -> counts[0] = counts[0].plus(text, change));
        return counts[0];
    }
}
