package io.braid.yang.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.RandomEdits;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.Market;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Diff;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Judging a change finds just what judging the whole tree finds. */
final class CommitCheckTest {
    private static final Schema SCHEMA = Market.SCHEMA;

    private static TreeSet<String> shown(List<Violation> violations) {
        TreeSet<String> shown = new TreeSet<>();
        violations.forEach(violation -> shown.add(violation.kind() + " " + violation.path() + " " + violation.message()));
        return shown;
    }

    @Property(tries = 300)
    void findsWhatTheWholeTreeShows(@ForAll long seed) {
        RandomEdits edits = new RandomEdits(new Random(seed));
        Branch running = Branch.empty(SCHEMA.root());
        CommitCheck check = new CommitCheck(SCHEMA, running);
        AtomicInteger commits = new AtomicInteger();
        for (int i = 0; i < 60; i++) {
            Branch next = TreeEdit.apply(running, edits.request(SCHEMA.root())).root();
            TreeSet<String> expected = shown(new Validator(SCHEMA).validate(next));
            Branch from = running;
            assertEquals(expected, shown(check.validate(next)), () -> "after " + Diff.between(from, next));
            if (expected.isEmpty()) {
                check.committed(next, Diff.between(running, next));
                running = next;
                commits.incrementAndGet();
            }
        }
        assertTrue(commits.get() > 3, "too few good edits");
    }
}
