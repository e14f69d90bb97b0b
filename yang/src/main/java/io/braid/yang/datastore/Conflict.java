package io.braid.yang.datastore;

import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Node;
import java.util.Optional;

/**
 * A place that a candidate and others changed since the candidate began, not to the same.
 *
 * @param path the topmost node that the candidate changed
 * @param base what stood there; empty if nothing did
 * @param theirs what stands there in running
 * @param yours what stands there in the candidate
 */
public record Conflict(DataPath path, Optional<Node> base, Optional<Node> theirs, Optional<Node> yours) {}
