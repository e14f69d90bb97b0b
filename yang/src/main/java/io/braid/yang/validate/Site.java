package io.braid.yang.validate;

import io.braid.yang.schema.Condition;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;

/** A rule at its place in the model. */
sealed interface Site {
    /** The node whose instances are judged. */
    SchemaNode node();

    /** A must statement. */
    record Must(SchemaNode node, Condition condition) implements Site {}

    /** The conditions of a node's existence. */
    record When(SchemaNode node) implements Site {}

    /** What must be in a node: mandatory nodes, choices, numbers of entries. */
    record Inside(InnerSchema node) implements Site {}

    /** A leaf that refers to others. */
    record Reference(ValueSchema node) implements Site {}

    /** The unique statements of a list; judged for all its entries together. */
    record Unique(ListSchema node) implements Site {}
}
