package io.braid.bench.memory;

import io.braid.bench.bed.Bed;
import io.braid.bench.load.IdleClient;
import io.braid.bench.load.IdleServer;
import io.braid.bench.proxy.Braid;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Ports;
import io.braid.bench.proxy.Proxy;
import io.braid.engine.linux.StreamSocket.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A network in which relays are started anew for every turn: what one has taken from the system it does not give back. */
final class MemoryBed implements AutoCloseable {
    static final String BRAID = "braid";
    static final String HAPROXY = "haproxy";

    private final Bed bed = new Bed(List.of(BRAID, HAPROXY));
    private final Map<Protocol, IdleServer> servers = new EnumMap<>(Protocol.class);

    MemoryBed() throws IOException {
        try {
            for (Protocol protocol : Protocol.values()) {
                servers.put(protocol, bed.add(new IdleServer(bed.server(), protocol, Ports.idle(protocol))));
            }
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    /** Braid, in the role that does the work of a mode. */
    Braid braid(Mode mode, Path folder) throws IOException {
        Files.createDirectories(folder);
        Braid braid = mode == Mode.MPTCP_TCP
                ? Braid.downstream(BRAID, bed.middle(BRAID), true, folder)
                : Braid.upstream(BRAID, bed.middle(BRAID), folder);
        try {
            braid.awaitReady();
            return braid;
        } catch (IOException e) {
            braid.close();
            throw e;
        }
    }

    HaProxy haProxy(Path folder) throws IOException {
        return HaProxy.start(bed.middle(HAPROXY), Files.createDirectories(folder));
    }

    /** A client without connections yet. */
    IdleClient client(Mode mode, Proxy proxy) {
        return new IdleClient(bed.client(), proxy.target(mode, Ports.idle(mode.server())));
    }

    IdleServer server(Mode mode) {
        return servers.get(mode.server());
    }

    @Override
    public void close() {
        bed.close();
    }
}
