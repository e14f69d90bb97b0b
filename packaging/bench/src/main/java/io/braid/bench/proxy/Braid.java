package io.braid.bench.proxy;

import io.braid.bench.bed.Middle;
import io.braid.bench.load.Target;
import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.ConvertRequest;
import java.io.IOException;
import java.nio.file.Path;

/** The appliance, started as a user starts it. */
public final class Braid implements Proxy {
    /** Size of an event loop's buffer in bytes, the most that one read takes: READ_MAX of the relay's Half. */
    public static final int LOOP_BUFFER_BYTES = 256 << 10;

    private final String name;
    private final Middle middle;
    private final boolean explicit;
    private final Appliance appliance;

    private Braid(String name, Middle middle, boolean explicit, Appliance appliance) {
        this.name = name;
        this.middle = middle;
        this.explicit = explicit;
        this.appliance = appliance;
    }

    /** A downstream conversion point in explicit mode: clients name their server in the SYN (RFC 8803 §4.1). */
    public static Braid downstream(String name, Middle middle, boolean announce, Path folder) throws IOException {
        McpDocument document = McpDocument.downstream(Middle.FRONT)
                .internet(Middle.BACK)
                .address(middle.frontAddress())
                .announce(announce)
                .oneCustomer()
                .ownAddress();
        return new Braid(name, middle, true, Appliance.start(middle.host(), document, folder));
    }

    /** An upstream conversion point without a concentrator: intercepts TCP and opens MPTCP to the server itself. */
    public static Braid upstream(String name, Middle middle, Path folder) throws IOException {
        McpDocument document =
                McpDocument.upstream(Middle.FRONT).internet(Middle.BACK).oneCustomer().ownAddress();
        return new Braid(name, middle, false, Appliance.start(middle.host(), document, folder));
    }

    /** Waits until it converts. */
    public void awaitReady() throws IOException {
        appliance.awaitReady();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Target target(Mode mode, int port) {
        return explicit
                ? new Target(
                        mode.client(), middle.relay(McpDocument.PORT), ConvertRequest.connect(middle.server(port)))
                : new Target(mode.client(), middle.server(port), Target.NO_REQUEST);
    }

    @Override
    public CpuTime cpu() throws IOException {
        return CpuTime.of(appliance.pid());
    }

    /** Its process id, for whoever looks closer. */
    public long pid() {
        return appliance.pid();
    }

    @Override
    public void close() throws IOException {
        appliance.close();
    }
}
