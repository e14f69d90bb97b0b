package io.braid.radius.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is reported of subscribers (RFC 2866).
 *
 * @param enabled whether anything is
 * @param interim time between two reports of one subscriber, unless its policy tells another; empty for none in between
 * @param interimMin the shortest such time, whoever tells it (RFC 2869 §5.16)
 * @param waitingMax most reports that wait for a server, 1 to 1,000,000; further ones are lost, and counted
 */
public record AccountingConfig(boolean enabled, Optional<Duration> interim, Duration interimMin, int waitingMax) {}
