package io.braid.bench.radius;

import io.braid.bench.bed.Bed;
import io.braid.bench.bed.Middle;
import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.peer.FreeRadius;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An appliance whose customers are asked about at a FreeRADIUS that rejects everybody. */
final class RadiusBed implements AutoCloseable {
    private static final String BRAID = "braid";
    private static final String SERVER = "10.0.2.1";
    private static final int SERVER_PORT = 9;

    private final Bed bed = new Bed(List.of(BRAID));
    private final Middle middle = bed.middle(BRAID);
    private final Appliance appliance;
    private final FreeRadius radius;
    private final Newcomers newcomers;
    private final RadClient radClient;

    RadiusBed(Path folder) throws IOException {
        try {
            // Every address of this range is the client's, without being given to it one by one.
            bed.client().run("ip", "route", "add", "local", "10.64.0.0/10", "dev", "lo");
            middle.host().batch(List.of("route add 10.64.0.0/10 via 10.0.1.1 dev " + Middle.FRONT));
            radius = bed.add(new FreeRadius.Plan(bed.server(), "bench").address(SERVER).start(folder));
            McpDocument document = McpDocument.downstream(Middle.FRONT)
                    .internet(Middle.BACK)
                    .address(middle.frontAddress())
                    .ownAddress()
                    .method("radius")
                    .authorization("deny-lifetime", 1);
            appliance = bed.add(Appliance.start(middle.host(), document, folder)).awaitReady();
            try (Netconf session = appliance.netconf()) {
                session.commit(new RadiusDocument()
                        .watchful()
                        .udp("bench", SERVER, radius.port(), FreeRadius.SECRET)
                        .xml());
            }
            newcomers = new Newcomers(bed.client(), middle.relay(McpDocument.PORT), middle.server(SERVER_PORT));
            radClient = new RadClient(middle.host(), radius, SERVER, folder);
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    FreeRadius radius() {
        return radius;
    }

    Newcomers newcomers() {
        return newcomers;
    }

    RadClient radClient() {
        return radClient;
    }

    /** The appliance's process. */
    long pid() {
        return appliance.pid();
    }

    @Override
    public void close() {
        bed.close();
    }
}
