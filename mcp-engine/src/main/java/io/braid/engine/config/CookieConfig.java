package io.braid.engine.config;

import java.time.Duration;

/**
 * Cookies of the Convert protocol (RFC 8803 §4.2.7).
 *
 * @param required whether a request without a cookie is answered with one instead of a conversion
 * @param keyLifetime how long a key makes cookies; they are taken for as long again
 */
public record CookieConfig(boolean required, Duration keyLifetime) {}
