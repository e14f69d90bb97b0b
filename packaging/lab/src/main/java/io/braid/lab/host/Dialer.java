package io.braid.lab.host;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How a host opens connections. */
@FunctionalInterface
public interface Dialer {
    /** A connection whose other end is, as far as the program can tell, the server of this address. */
    Connection connect(InetSocketAddress server) throws IOException;
}
