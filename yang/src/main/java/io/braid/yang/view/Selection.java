package io.braid.yang.view;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What of the inside of a node is wanted. */
public interface Selection {
    /**
     * A node that is wanted, and what of its inside.
     *
     * @param instance the node
     * @param inside what of it
     */
    record Chosen(Instance instance, Selection inside) {}

    /** The children of which something may be wanted, in the order of the model. */
    List<SchemaNode> children(InnerSchema schema, View view);

    /** The wanted instances of a child; a stream to be closed. */
    Stream<Chosen> of(Instance around, SchemaNode child, View view);

    /** Whether the node is wanted even if nothing of its inside is. */
    boolean itself();

    /** Everything. */
    Selection WHOLE = new Selection() {
        @Override
        public List<SchemaNode> children(InnerSchema schema, View view) {
            return view.children(schema);
        }

        @Override
        public Stream<Chosen> of(Instance around, SchemaNode child, View view) {
            return view.instances(around, child, Map.of(), Long.MAX_VALUE).map(each -> new Chosen(each, this));
        }

        @Override
        public boolean itself() {
            return true;
        }
    };
}
