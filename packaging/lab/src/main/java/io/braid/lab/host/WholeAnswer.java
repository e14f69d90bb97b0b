package io.braid.lab.host;

import io.braid.lab.net.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Locale;

/**
 * All that a conversion point says to a request, to the end of the connection.
 *
 * @param said in hexadecimal digits
 * @param reset whether it ended with a reset
 */
public record WholeAnswer(String said, boolean reset) {
    private static final int BUFFER_BYTES = 4096;

    /** Asks over MPTCP, the request in the SYN, and waits for the end. */
    public static WholeAnswer toSyn(Host host, InetSocketAddress mcp, byte[] request) throws IOException {
        try (Connection connection = Dialers.open(host.netns(), mcp, request)) {
            return readAll(connection);
        } catch (IOException e) {
            // The reset may be faster than the look at the connect.
            return noneUnlessReset(e);
        }
    }

    /** Asks over a connection there is, and waits for the end; the caller closes it. */
    public static WholeAnswer to(Connection connection, byte[] request) throws IOException {
        connection.write(request, 0, request.length);
        return readAll(connection);
    }

    private static WholeAnswer readAll(Connection connection) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean reset = false;
        try {
            for (int got = connection.read(buffer); got >= 0; got = connection.read(buffer)) {
                all.write(buffer, 0, got);
            }
        } catch (IOException e) {
            reset = noneUnlessReset(e).reset();
        }
        return new WholeAnswer(HexFormat.of().formatHex(all.toByteArray()), reset);
    }

    private static WholeAnswer noneUnlessReset(IOException e) throws IOException {
        if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("reset")) {
            throw e;
        }
        return new WholeAnswer("", true);
    }
}
