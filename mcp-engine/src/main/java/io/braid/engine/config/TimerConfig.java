package io.braid.engine.config;

import java.time.Duration;

/**
 * Timeouts of a conversion.
 *
 * @param signal longest wait for the conversion request of an explicit connection
 * @param connect longest wait for the server leg, and for a concentrator's answer
 * @param idle silence in both directions after which an established conversion ends; RFC 5382 REQ-5: at least 2 h 4 min
 *     unless the operator says otherwise
 */
public record TimerConfig(Duration signal, Duration connect, Duration idle) {}
