package io.braid.lab.topology;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The addresses that every network of the lab has, per address family. */
public enum Family {
    IPV4("198.51.100.10", "203.0.113.1", "10.1.0.2", "10.2.0.2", "10.9.0.1"),
    IPV6("2001:db8:5::10", "2001:db8:c::1", "fd01::2", "fd02::2", "fd09::1");

    private final String server;
    private final String mcp;
    private final String first;
    private final String second;
    private final String own;

    Family(String server, String mcp, String first, String second, String own) {
        this.server = server;
        this.mcp = mcp;
        this.first = first;
        this.second = second;
        this.own = own;
    }

    /** rm@: the server's address. */
    public String server() {
        return server;
    }

    /** mcp@: the conversion point's address in the network. */
    public String mcp() {
        return mcp;
    }

    /** h1@ or uMCP@1: the multihomed side's address in the first access network. */
    public String first() {
        return first;
    }

    /** h2@ or uMCP@2: its address in the second access network. */
    public String second() {
        return second;
    }

    /** The conversion point's own address towards the server. */
    public String own() {
        return own;
    }

    /** The server's address with a port. */
    public InetSocketAddress server(int port) {
        return new InetSocketAddress(address(server), port);
    }

    /** The conversion point's address with a port. */
    public InetSocketAddress mcp(int port) {
        return new InetSocketAddress(address(mcp), port);
    }

    /** An address literal as an address. */
    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
