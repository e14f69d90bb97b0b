package io.braid.yang.datastore;

import io.braid.yang.port.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

/**
 * A confirmed commit that waits for its confirmation (RFC 6241 §8.4).
 *
 * @param before what is restored without it
 * @param session who committed
 * @param persistId the id with which any session can confirm; without it, only that session can
 * @param deadline until when
 * @param timer what restores at the deadline
 */
record Confirmation(
        Generation before, Session session, Optional<String> persistId, Instant deadline, ScheduledFuture<?> timer) {}
