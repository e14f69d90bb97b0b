package io.braid.lab.host;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Many plain TCP connections of one host that each say a few bytes, or nothing, and then stay. */
public final class Horde implements AutoCloseable {
    private static final int FEW_BYTES = 4096;

    private final List<Integer> descriptors = new ArrayList<>();

    private Horde() {}

    /**
     * Opens them, as fast as the host can.
     *
     * @param words what each connection says
     */
    public static Horde let(Host host, InetSocketAddress to, List<byte[]> words) throws IOException {
        Horde horde = new Horde();
        try {
            for (byte[] each : words) {
                horde.add(host, to, each);
            }
            return horde;
        } catch (IOException e) {
            horde.close();
            throw e;
        }
    }

    private void add(Host host, InetSocketAddress to, byte[] words) throws IOException {
        int fd = host.netns().stream(StreamSocket.Protocol.TCP);
        descriptors.add(fd);
        StreamSocket.set(fd, SocketOption.TCP_NODELAY, 1);
        if (words.length == 0) {
            StreamSocket.connect(fd, to);
        } else {
            StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
            StreamSocket.connectWithData(fd, to, words);
        }
    }

    /** How many there are. */
    public int size() {
        return descriptors.size();
    }

    /** How many of them were ended by the other side so far. */
    public int dead() {
        NativeBuffer buffer = NativeBuffer.permanent(FEW_BYTES);
        int dead = 0;
        for (int fd : descriptors) {
            int got = StreamSocket.recv(fd, buffer, FEW_BYTES);
            if (got != StreamSocket.WOULD_BLOCK && got != -Errno.EINPROGRESS) {
                dead++;
            }
        }
        return dead;
    }

    @Override
    public void close() {
        descriptors.forEach(StreamSocket::close);
        descriptors.clear();
    }
}
