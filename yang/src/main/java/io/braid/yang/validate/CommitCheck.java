package io.braid.yang.validate;

import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import java.util.List;

/** Validates what is to follow a configuration that is valid. */
public final class CommitCheck {
    private final Schema schema;
    private final List<Violation> faults;

    public CommitCheck(Schema schema, Branch running) {
        this.schema = schema;
        this.faults = new Validator(schema).validate(running);
    }

    /** What was wrong with the first configuration. */
    public List<Violation> faults() {
        return faults;
    }

    public List<Violation> validate(Branch root) {
        return new Validator(schema).validate(root);
    }

    public void committed(Branch root, List<Change> diff) {}
}
