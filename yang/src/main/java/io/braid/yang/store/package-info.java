/**
 * Keeps the configuration on disk: a snapshot, and a journal of the changes since. The cost of a commit is proportional to
 * the change.
 */
package io.braid.yang.store;
