package io.braid.appliance.testing;

import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** A plain TCP customer and the server it reaches through the appliance, both at the host of a {@link Pair}. */
public final class Converted implements AutoCloseable {
    private static final int HEADER_BYTES = 4;
    private static final int WORD = 4;
    private static final int SERVER_OPTIONS = 0x14;
    private static final int LIMIT_MS = 20_000;

    private final Socket customer;
    private final Socket server;

    /** Asks the service at this port of the appliance for a conversion. */
    public Converted(Pair network, int port) throws IOException {
        NetNs host = network.host();
        try (ServerSocket listener = host.call(() -> {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Pair.HOST), 0));
            return socket;
        })) {
            listener.setSoTimeout(LIMIT_MS);
            customer = host.call(() -> {
                Socket socket = new Socket();
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral(Pair.MCP), port), LIMIT_MS);
                return socket;
            });
            customer.setSoTimeout(LIMIT_MS);
            customer.getOutputStream()
                    .write(ConversionRequest.connect(InetAddress.ofLiteral(Pair.HOST), listener.getLocalPort())
                            .encode());
            server = listener.accept();
            server.setSoTimeout(LIMIT_MS);
            byte[] header = customer.getInputStream().readNBytes(HEADER_BYTES);
            byte[] answer = customer.getInputStream().readNBytes(header[1] * WORD - HEADER_BYTES);
            if (answer[0] != SERVER_OPTIONS) {
                throw new IOException("the answer is " + Arrays.toString(header) + Arrays.toString(answer));
            }
        }
    }

    /** Where the customer wants to go. */
    public int destinationPort() {
        return server.getLocalPort();
    }

    /** What the customer receives of what the server sends. */
    public String down(String text) throws IOException {
        server.getOutputStream().write(text.getBytes());
        return new String(customer.getInputStream().readNBytes(text.length()));
    }

    /** What the server receives of what the customer sends. */
    public String up(String text) throws IOException {
        customer.getOutputStream().write(text.getBytes());
        return new String(server.getInputStream().readNBytes(text.length()));
    }

    /** What the customer learns of the end: -1, or a reset as an exception. */
    public int end() throws IOException {
        return customer.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        customer.close();
        server.close();
    }
}
