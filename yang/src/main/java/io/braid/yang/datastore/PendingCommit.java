package io.braid.yang.datastore;

import io.braid.yang.port.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * A confirmed commit that waits for its confirmation (RFC 6241 §8.4).
 *
 * @param session who committed
 * @param persistId the id with which any session can confirm; without it, only that session can
 * @param deadline when it is rolled back
 */
public record PendingCommit(Session session, Optional<String> persistId, Instant deadline) {}
