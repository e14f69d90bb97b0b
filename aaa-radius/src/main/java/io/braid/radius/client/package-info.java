/** Requests to servers: sockets, identifiers, retransmission, liveness, fail-over. All on one event loop. */
package io.braid.radius.client;
