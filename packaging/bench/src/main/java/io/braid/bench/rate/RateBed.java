package io.braid.bench.rate;

import io.braid.bench.bed.Bed;
import io.braid.bench.load.BriefServer;
import io.braid.bench.proxy.Braid;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Ports;
import io.braid.bench.proxy.Proxy;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that runs while short connections are converted. */
final class RateBed implements AutoCloseable {
    static final String ANNOUNCE = "braid";
    static final String NO_ANNOUNCE = "braid-no-announce";
    static final String HAPROXY = "haproxy";
    private static final String UPSTREAM = "upstream";

    private final Bed bed = new Bed(List.of(ANNOUNCE, NO_ANNOUNCE, UPSTREAM, HAPROXY));
    private final Map<Protocol, BriefServer> servers = new EnumMap<>(Protocol.class);
    private final Map<Signalling, List<Proxy>> proxies = new EnumMap<>(Signalling.class);

    RateBed(Path folder) throws IOException {
        try {
            for (Protocol protocol : Protocol.values()) {
                servers.put(protocol, bed.add(new BriefServer(bed.server(), protocol, Ports.brief(protocol))));
            }
            Braid announce = bed.add(Braid.downstream(ANNOUNCE, bed.middle(ANNOUNCE), true, folder));
            Braid noAnnounce = bed.add(Braid.downstream(NO_ANNOUNCE, bed.middle(NO_ANNOUNCE), false, folder));
            Braid upstream = bed.add(Braid.upstream(ANNOUNCE, bed.middle(UPSTREAM), folder));
            HaProxy haProxy = bed.add(HaProxy.start(bed.middle(HAPROXY), folder));
            for (Braid braid : List.of(announce, noAnnounce, upstream)) {
                braid.awaitReady();
            }
            proxies.put(Signalling.SYN, List.of(announce, haProxy, noAnnounce));
            proxies.put(Signalling.DATA, List.of(announce, haProxy));
            proxies.put(Signalling.NONE, List.of(upstream, haProxy));
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    Host client() {
        return bed.client();
    }

    /** The relays that are compared where clients signal like this. */
    List<Proxy> proxies(Signalling signalling) {
        return proxies.get(signalling);
    }

    BriefServer server(Signalling signalling) {
        return servers.get(signalling.mode().server());
    }

    @Override
    public void close() {
        bed.close();
    }
}
