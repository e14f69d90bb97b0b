package io.braid.bench.latency;

import io.braid.bench.load.BriefClient;
import io.braid.bench.load.FirstBytes;
import io.braid.bench.load.Pinger;
import io.braid.bench.load.Tally;
import io.braid.bench.load.Target;
import io.braid.bench.load.Times;
import io.braid.bench.proxy.Ports;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;

/** What is waited for. */
enum Subject {
    /** A byte there and back over a connection that stands. */
    ROUND_TRIP("round-trip") {
        @Override
        int port(Protocol protocol) {
            return Ports.echo(protocol);
        }

        @Override
        Times measure(Host client, Target target, int millis) throws IOException {
            try (Pinger pinger = Pinger.start(client, target)) {
                Thread.sleep(millis);
                return pinger.bareTimes();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    },
    /** The first byte of a server's answer on a fresh connection, from its SYN on. */
    FIRST_BYTE("first-byte") {
        @Override
        int port(Protocol protocol) {
            return Ports.brief(protocol);
        }

        @Override
        Times measure(Host client, Target target, int millis) throws IOException {
            return FirstBytes.measure(client, target, millis);
        }

        /** As many connections as go: one every 2 ms would take minutes until nothing is left to compile. */
        @Override
        void warm(Host client, Target target, int millis) throws IOException {
            Tally tally = new Tally();
            try (BriefClient _ = new BriefClient(client, target, WARMING, tally)) {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (tally.failed() > 0) {
                throw new IOException("warm-up: " + tally.reason());
            }
            super.warm(client, target, millis);
        }
    };

    /** Connections at a time while a relay warms up. */
    private static final int WARMING = 16;

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /** As in the names of cases. */
    String label() {
        return label;
    }

    /** The server's port for it. */
    abstract int port(Protocol protocol);

    /** Measures from a host for a while. */
    abstract Times measure(Host client, Target target, int millis) throws IOException;

    /** Has whoever is measured, and the client itself, do it for as long, or longer, before. */
    void warm(Host client, Target target, int millis) throws IOException {
        measure(client, target, millis);
    }
}
