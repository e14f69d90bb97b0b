package io.braid.radius.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server over UDP that does what a test tells it to. */
final class FakeServer implements AutoCloseable {
    /** What becomes of a request. */
    @FunctionalInterface
    interface Behaviour {
        /** The datagrams to be sent back, in their order. */
        List<byte[]> answers(byte[] request);
    }

    private final DatagramSocket socket;
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    FakeServer(Behaviour behaviour) throws IOException {
        this(0, behaviour);
    }

    FakeServer(int port, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setReceiveBufferSize(1 << 20);
        Thread.ofPlatform().daemon().name("fake-radius").start(this::serve);
    }

    void does(Behaviour other) {
        behaviour = other;
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] request = Arrays.copyOf(buffer, packet.getLength());
                received.add(request);
                for (byte[] answer : behaviour.answers(request)) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** What came, in its order. */
    List<byte[]> received() {
        return received;
    }

    @Override
    public void close() {
        socket.close();
    }
}
