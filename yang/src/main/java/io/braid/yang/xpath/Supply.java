package io.braid.yang.xpath;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.tree.Branch;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives what is not kept in the tree, operational state, when an expression or a reader comes to it. */
@FunctionalInterface
public interface Supply {
    /** Everything is in the tree. */
    Supply NONE = (_, _, _, _) -> Optional.empty();

    /**
     * The entries of a list, or the one branch of a container.
     *
     * @param around the instance that they stand in
     * @param node the list or container
     * @param equal values that leaves of the entries must have; others may be given too
     * @param limit how many are of use at most
     * @return empty if nobody supplies this node, so that the tree says what there is; the caller closes the stream
     */
    Optional<Stream<Branch>> entries(Instance around, InnerSchema node, Map<LeafSchema, String> equal, long limit);
}
