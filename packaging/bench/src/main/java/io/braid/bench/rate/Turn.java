package io.braid.bench.rate;

import io.braid.bench.load.BriefClient;
import io.braid.bench.load.Tally;
import io.braid.bench.load.Target;
import io.braid.bench.proxy.CpuTime;
import io.braid.bench.proxy.Proxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one relay did in one turn, without lead-in and lead-out.
 *
 * @param connections completed
 * @param seconds how long that took
 * @param cpu processor time of the relay
 * @param problem what went wrong; empty when nothing did
 */
record Turn(long connections, double seconds, CpuTime cpu, String problem) {
    /** Connections at any time. */
    static final int PARALLEL = 32;

    private static final int CLIENT_THREADS = 2;
    private static final int LEAD_IN_MS = 400;
    private static final double MICROS = 1e6;

    static Turn of(RateBed bed, Signalling signalling, Proxy proxy, int millis) throws IOException {
        Tally served = bed.server(signalling).tally();
        long servedBefore = served.completed() + served.failed();
        Tally tally = new Tally();
        List<BriefClient> clients = new ArrayList<>();
        Target target = signalling.target(proxy);
        try {
            for (int i = 0; i < CLIENT_THREADS; i++) {
                clients.add(new BriefClient(bed.client(), target, PARALLEL / CLIENT_THREADS, tally));
            }
            Thread.sleep(LEAD_IN_MS);
            CpuTime cpu = proxy.cpu();
            long completed = tally.completed();
            long begin = System.nanoTime();
            Thread.sleep(millis);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long connections = tally.completed() - completed;
            CpuTime used = proxy.cpu().since(cpu);
            for (BriefClient client : clients) {
                client.close();
            }
            return new Turn(connections, seconds, used, problem(tally, served, servedBefore));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String problem(Tally tally, Tally served, long servedBefore) {
        if (tally.failed() > 0) {
            return tally.failed() + " of " + (tally.failed() + tally.completed()) + " connections failed, the last: "
                    + tally.reason();
        }
        long atServer = served.completed() + served.failed() - servedBefore;
        return atServer == tally.completed()
                ? ""
                : "the client completed " + tally.completed() + " connections and the server " + atServer;
    }

    double perSecond() {
        return connections / seconds;
    }

    /** Processor time of the relay's process per connection, in microseconds. */
    double micros() {
        return cpu.seconds() * MICROS / connections;
    }

    /** The same of its threads whose names begin like this. */
    double micros(String threads) {
        return cpu.of(threads) * MICROS / connections;
    }
}
