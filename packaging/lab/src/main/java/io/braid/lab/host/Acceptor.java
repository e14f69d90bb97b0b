package io.braid.lab.host;

import java.io.IOException;

/** Where a server waits for connections. */
interface Acceptor extends AutoCloseable {
    /** The next connection; fails once closed. */
    Connection accept() throws IOException;

    @Override
    void close();
}
