package io.braid.bench.load;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens connections to an {@link IdleServer}, has a byte sent there and back over each, and keeps them. */
public final class IdleClient implements AutoCloseable {
    /** Connections that are being opened at any time. */
    private static final int PARALLEL = 32;

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int BUFFER_BYTES = 4096;
    private static final int CONVERT_HEADER_BYTES = 4;

    /** One that is being opened. */
    private static final class Place {
        private int fd = -1;
        private boolean connected;
        private int have;
        private int expected;
    }

    private final Host host;
    private final Target target;
    private final Place[] places = new Place[PARALLEL];
    private final PollSet waiting = new PollSet(PARALLEL);
    private final List<Integer> held = new ArrayList<>();

    public IdleClient(Host host, Target target) {
        this.host = host;
        this.target = target;
        for (int i = 0; i < PARALLEL; i++) {
            places[i] = new Place();
        }
    }

    /**
     * Opens more until it has as many.
     *
     * @throws IOException if one fails
     */
    public void grow(int count) throws IOException {
        host.netns().call(() -> {
            try (NativeBuffer buffer = NativeBuffer.owned(BUFFER_BYTES)) {
                int begun = held.size();
                while (held.size() < count) {
                    for (int i = 0; i < PARALLEL && begun < count; i++) {
                        if (places[i].fd < 0) {
                            begin(i);
                            begun++;
                        }
                    }
                    if (waiting.await(WAIT_NANOS) == 0) {
                        throw new IOException("nothing happened for 10 s with " + held.size() + " connections");
                    }
                    for (int i = 0; i < PARALLEL; i++) {
                        if (places[i].fd >= 0 && waiting.ready(i)) {
                            speak(i, buffer);
                        }
                    }
                }
            }
            return null;
        });
    }

    private void begin(int i) throws IOException {
        Place place = places[i];
        place.fd = Wire.begin(target);
        place.connected = false;
        place.have = 0;
        place.expected = 1;
        waiting.set(i, place.fd, PollSet.OUT);
    }

    private void speak(int i, NativeBuffer buffer) throws IOException {
        Place place = places[i];
        if (!place.connected) {
            byte[] request = target.requestAsData();
            buffer.put(0, request, 0, request.length);
            int sent = StreamSocket.send(place.fd, buffer, request.length + 1);
            if (sent != request.length + 1) {
                throw new IOException("connect or send: " + sent + " with " + held.size() + " connections");
            }
            place.connected = true;
            waiting.set(i, place.fd, PollSet.IN);
            return;
        }
        int got = StreamSocket.recv(place.fd, buffer, BUFFER_BYTES);
        if (got == StreamSocket.WOULD_BLOCK) {
            return;
        }
        if (got <= 0) {
            throw new IOException("recv: " + got + " with " + held.size() + " connections");
        }
        if (place.have == 0 && target.asks()) {
            byte[] header = new byte[CONVERT_HEADER_BYTES];
            buffer.get(0, header, 0, header.length);
            place.expected += Wire.answerBytes(header);
        }
        place.have += got;
        if (place.have == place.expected) {
            held.add(place.fd);
            place.fd = -1;
            waiting.set(i, -1, 0);
        }
    }

    /** How many of its connections stand, and have nothing to read. */
    public int standing() {
        try (NativeBuffer buffer = NativeBuffer.owned(1)) {
            return (int) held.stream()
                    .filter(fd -> StreamSocket.peek(fd, buffer, 1) == StreamSocket.WOULD_BLOCK)
                    .count();
        }
    }

    @Override
    public void close() {
        held.forEach(StreamSocket::close);
        held.clear();
        for (int i = 0; i < PARALLEL; i++) {
            if (places[i].fd >= 0) {
                StreamSocket.close(places[i].fd);
                places[i].fd = -1;
                waiting.set(i, -1, 0);
            }
        }
    }
}
