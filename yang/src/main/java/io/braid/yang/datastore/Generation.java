package io.braid.yang.datastore;

import io.braid.yang.tree.Branch;

/**
 * A state of the running configuration.
 *
 * @param number grows by one with each commit, rollbacks included; 0 is the empty configuration
 * @param root the immutable tree, without defaults
 */
public record Generation(long number, Branch root) {}
