package io.braid.yang.codec;

import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was read from a text.
 *
 * @param root the data; without what was wrong
 * @param locations where each node stood, by identity
 * @param damaged branches from which something wrong was left out: what they lack says nothing
 * @param problems everything that was wrong, in the order of the text
 * @param complete whether the text was read to its end
 */
public record Document(
        Branch root,
        Map<Node, Location> locations,
        Set<Branch> damaged,
        List<Problem> problems,
        boolean complete) {}
