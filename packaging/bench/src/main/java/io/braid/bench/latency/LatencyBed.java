package io.braid.bench.latency;

import io.braid.bench.bed.Bed;
import io.braid.bench.load.BriefServer;
import io.braid.bench.load.EchoServer;
import io.braid.bench.load.Target;
import io.braid.bench.proxy.Braid;
import io.braid.bench.proxy.Direct;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Ports;
import io.braid.bench.proxy.Proxy;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that runs while somebody waits for bytes. */
final class LatencyBed implements AutoCloseable {
    static final String BRAID = "braid";
    static final String HAPROXY = "haproxy";
    static final String DIRECT = "direct";
    private static final String UPSTREAM = "upstream";

    private final Bed bed = new Bed(List.of(BRAID, UPSTREAM, HAPROXY, DIRECT));
    private final Map<Mode, List<Proxy>> proxies = new EnumMap<>(Mode.class);

    LatencyBed(Path folder) throws IOException {
        try {
            for (Protocol protocol : Protocol.values()) {
                bed.add(new EchoServer(bed.server(), protocol, Ports.echo(protocol)));
                bed.add(new BriefServer(bed.server(), protocol, Ports.brief(protocol)));
            }
            Braid downstream = bed.add(Braid.downstream(BRAID, bed.middle(BRAID), true, folder));
            Braid upstream = bed.add(Braid.upstream(BRAID, bed.middle(UPSTREAM), folder));
            HaProxy haProxy = bed.add(HaProxy.start(bed.middle(HAPROXY), folder));
            Direct direct = new Direct(bed.middle(DIRECT));
            downstream.awaitReady();
            upstream.awaitReady();
            proxies.put(Mode.MPTCP_TCP, List.of(downstream, haProxy, direct));
            proxies.put(Mode.TCP_MPTCP, List.of(upstream, haProxy, direct));
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    Host client() {
        return bed.client();
    }

    /** The ways that are compared in a mode. */
    List<Proxy> proxies(Mode mode) {
        return proxies.get(mode);
    }

    /** How the client reaches the server; without a relay, the one that speaks the client's protocol. */
    static Target target(Mode mode, Subject subject, Proxy proxy) {
        Protocol server = proxy.name().equals(DIRECT) ? mode.client() : mode.server();
        return proxy.target(mode, subject.port(server));
    }

    @Override
    public void close() {
        bed.close();
    }
}
