package io.braid.lab.host;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A conversion point's answer, and the connection it came on.
 *
 * @param connection behind the answer the server's own bytes follow; to be closed
 * @param reply what the conversion point said
 */
public record Asked(MptcpConnection connection, ConvertReply reply) implements AutoCloseable {
    /** Sends these bytes as the request, in the data of the SYN, and reads the answer and not one byte more. */
    public static Asked of(Host host, InetSocketAddress mcp, byte[] request) throws IOException {
        MptcpConnection connection = Dialers.open(host.netns(), mcp, request);
        try {
            return new Asked(connection, ConvertReply.read(connection));
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
