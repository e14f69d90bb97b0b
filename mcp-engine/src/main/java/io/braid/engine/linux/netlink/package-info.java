/**
 * Netlink: requests with an answer and a time limit, and subscriptions with a thread of their own. Made by a
 * {@link io.braid.engine.linux.NetNs}; a socket stays in the namespace it was made in.
 */
package io.braid.engine.linux.netlink;
