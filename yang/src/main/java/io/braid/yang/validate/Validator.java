package io.braid.yang.validate;

import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.util.List;
import java.util.Optional;

/** Validates whole trees. */
public final class Validator {
    /**
     * Tells this validator from one that judged some tree otherwise: what was stored before is judged again when it
     * grows.
     */
    public static final int EDITION = 1;

    private final Schema schema;

    public Validator(Schema schema) {
        this.schema = schema;
    }

    /** Every rule that the tree breaks, in the order of the tree; empty if it is valid. */
    public List<Violation> validate(Branch root) {
        Rules rules = new Rules(schema, (_, _) -> Optional.empty());
        rules.inside(rules.evaluator().root(root));
        return rules.violations();
    }
}
