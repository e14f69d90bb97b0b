package io.braid.yang.xpath;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;

/** Finds the instance at a place of a tree. */
public final class Standing {
    private Standing() {}

    /**
     * The instance at a place; where there is none, one that stands in for it, with the keys that the place has and
     * {@link Instance#explicit} false.
     *
     * @param place its last step is no list without a key
     */
    public static Instance at(Instance root, DataPath place) {
        if (place.up() == null) {
            return root;
        }
        Instance up = at(root, place.up());
        SchemaNode schema = place.schema();
        if (schema instanceof ListSchema list && place.key().isPresent()) {
            Key key = place.key().get();
            return up.entry(list, key).orElseGet(() -> up.standIn(list, key));
        }
        return up.children(schema).stream().findFirst().orElseGet(() -> up.standIn(schema));
    }
}
