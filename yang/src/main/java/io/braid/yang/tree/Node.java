package io.braid.yang.tree;

import io.braid.yang.schema.SchemaNode;

/** A node of the instance tree. Nodes are compared by identity; {@link Key} and leaf values by content. */
public sealed interface Node permits Branch, Leaf, Entries, Values {
    SchemaNode schema();
}
