package io.braid.engine.authorize;

import io.braid.engine.config.AddressPrefix;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Who a subscriber is to a service: the source of the first subflow of its connections (draft S5.3).
 *
 * @param service name of the service, which has its own authorizers
 * @param prefix an IPv4 address, or the IPv6 prefix that one customer has
 */
public record SubscriberKey(String service, AddressPrefix prefix) {
    private static final int IPV4_BITS = 32;

    /**
     * Whose connection it is.
     *
     * @param ipv6PrefixLength bits of an IPv6 address that tell customers apart, 1 to 128
     */
    public static SubscriberKey of(String service, InetAddress source, int ipv6PrefixLength) {
        int length = source instanceof Inet4Address ? IPV4_BITS : ipv6PrefixLength;
        return new SubscriberKey(service, AddressPrefix.around(source, length));
    }
}
