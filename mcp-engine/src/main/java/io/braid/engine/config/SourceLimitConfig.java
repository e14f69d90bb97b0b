package io.braid.engine.config;

/**
 * Bounds of one customer of a service.
 *
 * @param conversionsMax most conversions at a time
 * @param pendingMax most connections at a time whose server leg does not stand yet
 * @param connectionRate most new connections a second, with a burst of as many
 * @param errorRate most Error messages a second that it is told, with a burst of as many
 * @param ipv6PrefixLength bits of an IPv6 address that tell customers apart, 48 to 128
 */
public record SourceLimitConfig(
        int conversionsMax, int pendingMax, int connectionRate, int errorRate, int ipv6PrefixLength) {}
