package io.braid.lab.net;

/**
 * An interface of a host, with one address of each family. Its name is unique within its host and not a word of ip(8).
 *
 * @param host the host's name within the network
 * @param name the interface's name, at most 15 characters
 * @param ipv4 address with prefix length, for example {@code 10.1.0.2/24}
 * @param ipv6 address with prefix length, for example {@code fd01::2/64}
 */
public record Port(String host, String name, String ipv4, String ipv6) {}
