package io.braid.engine.relay;

import java.net.InetSocketAddress;

/**
 * A connection that was just accepted.
 *
 * @param fd its descriptor
 * @param ingress how it came
 * @param customer who connected
 * @param local this host's end; null when only the kernel knows
 */
record Arrival(int fd, Ingress ingress, InetSocketAddress customer, InetSocketAddress local) {}
