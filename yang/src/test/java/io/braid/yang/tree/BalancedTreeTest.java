package io.braid.yang.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BalancedTreeTest {
    @Property
    void holdsWhatATreeMapHolds(@ForAll @Size(max = 300) List<@IntRange(min = -60, max = 60) Integer> edits) {
        BalancedTree<Integer, String> tree = BalancedTree.empty();
        TreeMap<Integer, String> model = new TreeMap<>();
        for (int i = 0; i < edits.size(); i++) {
            int key = Math.abs(edits.get(i));
            BalancedTree<Integer, String> before = tree;
            List<String> values = before.values().toList();
            if (edits.get(i) < 0) {
                tree = tree.without(key);
                model.remove(key);
            } else {
                tree = tree.with(key, "v" + i);
                model.put(key, "v" + i);
            }
            assertEquals(values, before.values().toList(), "an older tree has changed");
            assertEquals(List.copyOf(model.values()), tree.values().toList());
            assertEquals(model.size(), tree.size());
            assertEquals(Optional.ofNullable(model.get(key)), tree.get(key));
        }
    }

    @Test
    void staysFlatWhateverTheOrder() {
        BalancedTree<Integer, Integer> tree = BalancedTree.empty();
        for (int i = 0; i < 100_000; i++) {
            tree = tree.with(i, i);
        }
        for (int i = 0; i < 50_000; i++) {
            tree = tree.without(i);
        }
        assertEquals(50_000, tree.size());
        assertTrue(tree.depth() <= 40, "depth " + tree.depth());
    }

    @Test
    void aChangeThatChangesNothingGivesTheSameObject() {
        BalancedTree<Integer, String> tree = BalancedTree.<Integer, String>empty().with(1, "a").with(2, "b");
        String same = tree.get(2).orElseThrow();
        assertSame(tree, tree.with(2, same));
        assertSame(tree, tree.without(3));
    }
}
