package io.braid.yang.validate;

import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Diff;
import java.util.List;

/**
 * Validates what is to follow the running configuration, at a cost in proportion to the difference: what has not changed is
 * valid already. Callable from any thread.
 */
public final class CommitCheck {
    private final Schema schema;
    private final Dependencies dependencies;
    private final IndexStore indexes;
    private final List<Violation> faults;
    private volatile State state;
    private volatile Valid last;

    /** The running tree, and whether it is valid. */
    private record State(Branch running, boolean valid) {}

    /** A tree that was found valid: an edit validates, and so does the commit right after it. */
    private record Valid(State after, Branch root) {}

    private CommitCheck(Schema schema, Branch running, List<Violation> faults) {
        this.schema = schema;
        this.dependencies = new Dependencies(schema);
        this.indexes = new IndexStore(schema, running);
        this.faults = faults;
        this.state = new State(running, faults.isEmpty());
    }

    /** Starts with a running configuration, which is validated as a whole. */
    public CommitCheck(Schema schema, Branch running) {
        this(schema, running, new Validator(schema).validate(running));
        indexes.prepare(schema.root());
    }

    /**
     * Starts with a running configuration that a validator of this {@link Validator#EDITION} has found valid by the same
     * modules. What the first commit needs to know of it is gathered beside the work.
     */
    public static CommitCheck ofValid(Schema schema, Branch running) {
        CommitCheck check = new CommitCheck(schema, running, List.of());
        Thread.ofPlatform()
                .daemon()
                .name("configuration-index")
                .start(() -> check.indexes.prepare(schema.root()));
        return check;
    }

    /** What was wrong with the configuration at the start. */
    public List<Violation> faults() {
        return faults;
    }

    /** Every rule that a tree breaks; in no particular order. */
    public List<Violation> validate(Branch root) {
        State now = state;
        Valid known = last;
        if (known != null && known.after == now && known.root == root) {
            return List.of();
        }
        List<Violation> violations = violations(now, root);
        if (violations.isEmpty()) {
            last = new Valid(now, root);
        }
        return violations;
    }

    private List<Violation> violations(State now, Branch root) {
        if (!now.valid) {
            return new Validator(schema).validate(root);
        }
        List<Change> changes = Diff.between(now.running, root);
        return new ChangeCheck(schema, dependencies, new Indexes(indexes, now.running, root, changes), root).run(changes);
    }

    /**
     * Another configuration runs.
     *
     * @param root a tree that was found valid
     * @param changes how it differs from the one before
     */
    public void committed(Branch root, List<Change> changes) {
        indexes.follow(root, changes);
        state = new State(root, true);
        last = null;
    }
}
