package io.braid.radius.client;

import java.time.Instant;

/**
 * How a server is.
 *
 * @param server its name
 * @param purpose which of its ports
 * @param liveness whether it answers
 * @param reason why it is not up, in words; empty if it is
 * @param since when that began
 */
public record ServerHealth(String server, Purpose purpose, Liveness liveness, String reason, Instant since) {}
