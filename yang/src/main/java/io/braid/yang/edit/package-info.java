/**
 * Edits of the tree: merge, replace, create, delete, remove, insertion in a user's order (RFC 6241 §7.2, RFC 7950 §7.8.6).
 * The cost of an edit is proportional to the edit.
 */
package io.braid.yang.edit;
