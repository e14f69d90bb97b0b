package io.braid.bench.relay;

import io.braid.bench.bed.Bed;
import io.braid.bench.load.BulkServer;
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

/** Everything that runs while streams are relayed. */
final class RelayBed implements AutoCloseable {
    private static final String DOWNSTREAM = "downstream";
    private static final String UPSTREAM = "upstream";
    private static final String HAPROXY = "haproxy";
    private static final String DIRECT = "direct";

    private final Bed bed = new Bed(List.of(DOWNSTREAM, UPSTREAM, HAPROXY, DIRECT));
    private final Map<Protocol, BulkServer> servers = new EnumMap<>(Protocol.class);
    private final Map<Mode, Braid> braids = new EnumMap<>(Mode.class);
    private final HaProxy haProxy;
    private final Direct direct;

    RelayBed(Path folder) throws IOException {
        try {
            for (Protocol protocol : Protocol.values()) {
                servers.put(protocol, bed.add(new BulkServer(bed.server(), protocol, Ports.bulk(protocol))));
            }
            braids.put(Mode.MPTCP_TCP, bed.add(Braid.downstream("braid", bed.middle(DOWNSTREAM), true, folder)));
            braids.put(Mode.TCP_MPTCP, bed.add(Braid.upstream("braid", bed.middle(UPSTREAM), folder)));
            haProxy = bed.add(HaProxy.start(bed.middle(HAPROXY), folder));
            direct = new Direct(bed.middle(DIRECT));
            for (Braid braid : braids.values()) {
                braid.awaitReady();
            }
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    Host client() {
        return bed.client();
    }

    /** Braid, in the role that does the work of a mode. */
    Proxy braid(Mode mode) {
        return braids.get(mode);
    }

    Proxy haProxy() {
        return haProxy;
    }

    Proxy direct() {
        return direct;
    }

    /** The server behind a relay; without a relay, the one that speaks the client's protocol. */
    BulkServer server(Mode mode, Proxy proxy) {
        return servers.get(protocol(mode, proxy));
    }

    /** That server's port. */
    int port(Mode mode, Proxy proxy) {
        return Ports.bulk(protocol(mode, proxy));
    }

    private Protocol protocol(Mode mode, Proxy proxy) {
        return proxy == direct ? mode.client() : mode.server();
    }

    @Override
    public void close() {
        bed.close();
    }
}
