package io.braid.yang.port;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.tree.DataPath;
import java.util.Map;

/**
 * Which entries of operational state are wanted.
 *
 * @param node the list or container
 * @param around where the node around it stands
 * @param equal values, in canonical form, that leaves of an entry must have; keys among them let the provider look entries up.
 *     A provider may give more than these: the caller filters
 * @param limit the most entries that are of use, 1 or more
 */
public record StateQuery(InnerSchema node, DataPath around, Map<LeafSchema, String> equal, long limit) {
    public StateQuery {
        equal = Map.copyOf(equal);
    }
}
