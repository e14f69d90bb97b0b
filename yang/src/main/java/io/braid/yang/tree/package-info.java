/**
 * The instance tree: data of the YANG modules as immutable nodes that know their schema.
 *
 * <p>A changed tree shares every unchanged node with the tree it was made from, so that "is this the same object?" answers
 * "has anything here changed?". Defaults are not in the tree; {@link io.braid.yang.tree.Reader} and the XPath room add
 * them to what they show.
 */
package io.braid.yang.tree;
