package io.braid.lab.host;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP server that sends back what it gets, and its client: traffic that no conversion point may touch. */
public final class UdpEcho implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpEcho.class);
    private static final int DATAGRAM_BYTES = 1200;
    private static final int WAIT_MS = 2000;

    private final DatagramSocket socket;

    /**
     * Listens.
     *
     * @param address one of the host's, so that answers come from it
     */
    public UdpEcho(Host host, InetSocketAddress address) throws IOException {
        socket = host.netns().call(() -> new DatagramSocket(address));
        Thread.ofPlatform().daemon().name("udp-" + host.name()).start(this::serve);
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES);
        try {
            while (true) {
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException e) {
            LOG.debug("event=udp-ends reason={}", e.getMessage());
        }
    }

    /** How many of some datagrams, sent one after the other, come back. */
    public static int echoes(Host from, InetSocketAddress to, int count) throws IOException {
        try (DatagramSocket client = client(from, to)) {
            DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES);
            int back = 0;
            for (int i = 0; i < count; i++) {
                client.send(packet);
                try {
                    client.receive(packet);
                    back++;
                } catch (SocketTimeoutException e) {
                    LOG.debug("event=datagram-lost number={}", i, e);
                }
            }
            return back;
        }
    }

    /** Whether the answer to a datagram is an ICMP message: port unreachable. */
    public static boolean isUnreachable(Host from, InetSocketAddress closed) throws IOException {
        try (DatagramSocket client = client(from, closed)) {
            client.send(new DatagramPacket(new byte[1], 1));
            client.receive(new DatagramPacket(new byte[1], 1));
            return false;
        } catch (PortUnreachableException _) {
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private static DatagramSocket client(Host from, InetSocketAddress to) throws IOException {
        DatagramSocket client = from.netns().call(() -> new DatagramSocket());
        client.setSoTimeout(WAIT_MS);
        client.connect(to);
        return client;
    }

    @Override
    public void close() {
        socket.close();
    }
}
