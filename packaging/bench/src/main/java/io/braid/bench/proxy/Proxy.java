package io.braid.bench.proxy;

import io.braid.bench.load.Target;
import java.io.IOException;

/** A relay, or none, on its way from the client to the server. */
public interface Proxy extends AutoCloseable {
    /** Its name in figures. */
    String name();

    /** How the client reaches a port of the server by this way in a mode. */
    Target target(Mode mode, int port);

    /** Processor time its process has used. */
    CpuTime cpu() throws IOException;

    @Override
    void close() throws IOException;
}
