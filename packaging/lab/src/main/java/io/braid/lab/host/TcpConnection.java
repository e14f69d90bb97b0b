package io.braid.lab.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A plain TCP connection of {@code java.net}. */
final class TcpConnection implements Connection {
    private final Socket socket;

    TcpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LIMIT_SECONDS * 1000);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            throw new IOException("nothing came from " + peer() + " for " + LIMIT_SECONDS + " s", e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        socket.getOutputStream().write(bytes, offset, length);
    }

    @Override
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // It is gone already, which is what was wanted.
            return;
        }
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public InetSocketAddress peer() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // The descriptor is free in any case.
            return;
        }
    }
}
