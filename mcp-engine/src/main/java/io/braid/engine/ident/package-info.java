/**
 * A client of the Identification Protocol (RFC 1413): a subscriber's host is asked whose a connection is, once for a
 * source (draft S5.3). What it says is worth as much as the host.
 */
package io.braid.engine.ident;
