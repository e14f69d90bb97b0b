/**
 * The configuration: running, candidates, locks, commits in two phases, confirmed commits, history (RFC 6241 §5, §8.3 to 8.6).
 * Readers never wait: they hold an immutable tree.
 */
package io.braid.yang.datastore;
