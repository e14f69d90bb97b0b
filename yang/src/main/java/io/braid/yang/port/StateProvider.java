package io.braid.yang.port;

import io.braid.yang.tree.Branch;
import java.util.stream.Stream;

/**
 * Knows operational state: a list or container that is {@code config false}, while what is around it is configuration or
 * another's state. Where leaves of state stand in a container of configuration, that container is provided, with these leaves.
 */
public interface StateProvider {
    /** The path of the list or container in the schema, such as {@code /braid-mcp:mcp/conversions/conversion}. */
    String path();

    /**
     * The entries of a list in a stable order, or the one branch of a container; made one by one while the caller reads, and
     * bounded in memory whatever their number. Callable from any thread.
     *
     * @return entries with the schema of the query; the caller closes the stream
     */
    Stream<Branch> entries(StateQuery query);
}
