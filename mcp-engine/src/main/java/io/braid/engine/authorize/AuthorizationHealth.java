package io.braid.engine.authorize;

import java.time.Instant;

/**
 * Whether those who decide about a service's subscribers answer.
 *
 * @param service the service
 * @param available whether the last question was answered
 * @param why not, for people; empty if it was
 * @param since when that changed
 */
public record AuthorizationHealth(String service, boolean available, String why, Instant since) {}
