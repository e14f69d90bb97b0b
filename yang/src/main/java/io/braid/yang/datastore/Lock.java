package io.braid.yang.datastore;

import java.time.Instant;

/**
 * A lock that is held.
 *
 * @param sessionId by whom
 * @param since since when
 */
public record Lock(long sessionId, Instant since) {}
