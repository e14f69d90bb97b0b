package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ValueSchema;
import java.util.List;

/**
 * Is told of a tree, node by node, in the order of the tree: all entries of a list one after the other, all values of a
 * leaf-list one after the other. What writes data is one of these, so that configuration and state, whole trees and
 * selections of them, are written by the same code.
 */
public interface TreeSink {
    /**
     * A container or an entry of a list begins.
     *
     * @param node what it is
     * @param key the values of its key leaves in canonical form; they are not told again as leaves. Empty for a container, and
     *     for an entry of a list without keys
     */
    void start(InnerSchema node, List<String> key);

    /**
     * A leaf, or one value of a leaf-list.
     *
     * @param value in canonical form
     */
    void leaf(ValueSchema node, String value);

    /** What began last ends. */
    void end();

    /** Nothing follows. */
    void finish();
}
