package io.braid.yang.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.RandomEdits;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.Market;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a diff tells, done to the one tree, gives the other; and back. */
final class DiffTest {
    @Property(tries = 300)
    void leadsThereAndBack(@ForAll long seed) {
        RandomEdits edits = new RandomEdits(new Random(seed));
        Branch before = Branch.empty(Market.SCHEMA.root());
        for (int i = 0; i < 20; i++) {
            Branch after = before;
            for (int j = 0; j <= i % 4; j++) {
                after = TreeEdit.apply(after, edits.request(Market.SCHEMA.root())).root();
            }
            List<Change> diff = Diff.between(before, after);
            assertTrue(Contents.same(after, Patch.apply(before, diff)), diff::toString);
            assertTrue(Contents.same(before, Patch.undo(after, diff)), diff::toString);
            assertEquals(List.of(), Diff.between(after, Patch.apply(before, diff)));
            assertEquals(Contents.same(before, after), diff.isEmpty());
            before = after;
        }
    }
}
