package io.braid.engine.config;

/**
 * Bounds of one service.
 *
 * @param conversionsMax most conversions at a time; further connections are refused
 * @param backlog pending connections of each listener, accepted by the kernel but not yet by Braid
 * @param fastOpenPendingMax connections in which data came in the SYN and whose handshake is not complete, per listener
 */
public record LimitConfig(int conversionsMax, int backlog, int fastOpenPendingMax) {}
