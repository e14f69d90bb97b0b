package io.braid.bench.netconf;

import io.braid.bench.bed.Bed;
import io.braid.bench.bed.Middle;
import io.braid.bench.load.EchoServer;
import io.braid.bench.load.Pinger;
import io.braid.bench.load.Target;
import io.braid.bench.proxy.Ports;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.ConvertRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An appliance that relays a connection and is managed meanwhile. */
final class NetconfBed implements AutoCloseable {
    private static final String BRAID = "braid";

    private final Bed bed = new Bed(List.of(BRAID));
    private final Middle middle = bed.middle(BRAID);
    private final McpDocument document = McpDocument.downstream(Middle.FRONT)
            .internet(Middle.BACK)
            .address(middle.frontAddress())
            .ownAddress();

    NetconfBed() throws IOException {
        try {
            bed.add(new EchoServer(bed.server(), Protocol.TCP, Ports.echo(Protocol.TCP)));
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    /** Begins to start an appliance, which ends with this at the latest; what it is told, the next one of the same folder knows. */
    Appliance start(Path folder) throws IOException {
        return bed.add(Appliance.keeping(middle.host(), document, Files.createDirectories(folder)));
    }

    /** Begins round trips over the appliance. */
    Pinger ping() {
        return Pinger.start(
                bed.client(),
                new Target(
                        Protocol.MPTCP,
                        middle.relay(McpDocument.PORT),
                        ConvertRequest.connect(middle.server(Ports.echo(Protocol.TCP)))));
    }

    @Override
    public void close() {
        bed.close();
    }
}
