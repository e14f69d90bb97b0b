package io.braid.netconf.operation;

import io.braid.netconf.filter.EventFilter;
import java.time.Instant;
import java.util.Optional;

/**
 * What a subscription asks for (RFC 5277 §2.1.1).
 *
 * @param filter which notifications
 * @param start when the oldest of them happened; empty for none of the past
 * @param stop when the subscription ends; empty for never
 */
public record Wanted(EventFilter filter, Optional<Instant> start, Optional<Instant> stop) {}
