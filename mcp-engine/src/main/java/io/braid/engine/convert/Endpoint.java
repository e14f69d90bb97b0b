package io.braid.engine.convert;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * An address that a signal names, with its port when it names one.
 *
 * @param port 1 to 65535; empty means the destination port of the connection that carries the signal
 */
public record Endpoint(InetAddress address, OptionalInt port) {
    public Endpoint {
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
            throw new IllegalArgumentException("port " + port.getAsInt());
        }
    }

    public static Endpoint of(InetAddress address, int port) {
        return new Endpoint(address, OptionalInt.of(port));
    }

    /** Without a port. */
    public static Endpoint of(InetAddress address) {
        return new Endpoint(address, OptionalInt.empty());
    }

    /** This endpoint, with the port given where it has none itself. */
    public InetSocketAddress orPort(int connectionPort) {
        return new InetSocketAddress(address, port.orElse(connectionPort));
    }

    @Override
    public String toString() {
        String host = address.getHostAddress();
        if (port.isEmpty()) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port.getAsInt();
    }
}
