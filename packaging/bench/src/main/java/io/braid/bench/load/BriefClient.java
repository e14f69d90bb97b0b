package io.braid.bench.load;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a fixed number of connections going, each of which sends a request, waits for the answer and for the server to
 * hang up; then the next takes its place.
 */
public final class BriefClient implements AutoCloseable {
    private static final long TURN_NANOS = 50_000_000L;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** After a connect that fails at once, so that a dead relay does not make a busy loop. */
    private static final long PAUSE_NANOS = 1_000_000L;

    /** One connection at a time. */
    private static final class Place {
        private int fd = -1;
        private boolean connected;
        private int have;
        private int expected;
        private long since;
    }

    private final Target target;
    private final Place[] places;
    private final PollSet waiting;
    private final Tally tally;
    private final Thread thread;
    private volatile boolean ending;

    /** Starts in a host; counts into a tally that several may share. */
    public BriefClient(Host host, Target target, int parallel, Tally tally) {
        this.target = target;
        this.places = new Place[parallel];
        this.waiting = new PollSet(parallel);
        this.tally = tally;
        this.thread = host.netns().thread("brief-client", this::work);
        this.thread.start();
    }

    private void work() {
        try (NativeBuffer buffer = NativeBuffer.owned(Wire.BUFFER_BYTES)) {
            for (int i = 0; i < places.length; i++) {
                places[i] = new Place();
                begin(i);
            }
            boolean busy = true;
            while (busy) {
                boolean some = waiting.await(TURN_NANOS) > 0;
                busy = turn(buffer, some);
            }
        } catch (IOException e) {
            tally.failed(e.getMessage());
        }
    }

    /** Looks after every place: whether one is still in use. */
    private boolean turn(NativeBuffer buffer, boolean some) throws IOException {
        boolean busy = false;
        long now = System.nanoTime();
        for (int i = 0; i < places.length; i++) {
            Place place = places[i];
            if (place.fd >= 0 && some && waiting.ready(i)) {
                speak(i, buffer);
            } else if (place.fd >= 0 && now - place.since > SILENCE_NANOS) {
                end(i, "nothing happened for 10 s");
            }
            if (place.fd < 0 && !ending && (place.since <= now)) {
                begin(i);
            }
            busy |= place.fd >= 0 || !ending;
        }
        return busy;
    }

    private void begin(int i) {
        Place place = places[i];
        place.since = System.nanoTime();
        place.connected = false;
        place.have = 0;
        place.expected = BriefServer.MESSAGE_BYTES;
        try {
            place.fd = Wire.begin(target);
            waiting.set(i, place.fd, PollSet.OUT);
        } catch (IOException e) {
            place.since += PAUSE_NANOS;
            tally.failed(e.getMessage());
        }
    }

    private void speak(int i, NativeBuffer buffer) {
        Place place = places[i];
        if (!place.connected) {
            byte[] request = target.requestAsData();
            buffer.put(0, request, 0, request.length);
            int length = request.length + BriefServer.MESSAGE_BYTES;
            int sent = StreamSocket.send(place.fd, buffer, length);
            place.connected = true;
            waiting.set(i, place.fd, PollSet.IN);
            if (sent != length) {
                end(i, "connect or send: " + sent);
            }
            return;
        }
        int got = StreamSocket.recv(place.fd, buffer, Wire.BUFFER_BYTES);
        if (got == StreamSocket.WOULD_BLOCK) {
            return;
        }
        if (got > 0) {
            if (place.have == 0 && target.asks()) {
                byte[] header = new byte[4];
                buffer.get(0, header, 0, header.length);
                place.expected += Wire.answerBytes(header);
            }
            place.have += got;
            return;
        }
        if (got == 0 && place.have == place.expected) {
            tally.completed.increment();
            end(i, null);
        } else {
            end(i, "recv: " + got + " after " + place.have + " of " + place.expected + " bytes");
        }
    }

    private void end(int i, String problem) {
        Place place = places[i];
        if (problem != null) {
            tally.failed(problem);
        }
        StreamSocket.close(place.fd);
        place.fd = -1;
        waiting.set(i, -1, 0);
    }

    /** Begins nothing more and waits for those that run. */
    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
