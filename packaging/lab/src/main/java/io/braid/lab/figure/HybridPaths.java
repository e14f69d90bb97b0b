package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.scenario.Context;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;

/** The two access networks of draft Figure 5 with unequal rates and delays, and transfers over one and over both. */
public final class HybridPaths {
    /** Port of the server. */
    public static final int PORT = 8080;

    /** The DSL. */
    public static final Path FIRST = new Path("DSL", DualEnded.FIRST, Family.IPV4.first(), Shape.of(60, 10));

    /** The LTE. */
    public static final Path SECOND = new Path("LTE", DualEnded.SECOND, Family.IPV4.second(), Shape.of(40, 30));

    /**
     * An access network.
     *
     * @param name for people
     * @param cable its cable
     * @param address the CPE's address in it
     * @param shape its rate and delay
     */
    public record Path(String name, String cable, String address, Shape shape) {}

    private final DualEnded set;
    private final TrafficServer server;

    /** Transfers between hosts of this network and this server. */
    public HybridPaths(DualEnded set, TrafficServer server) {
        this.set = set;
        this.server = server;
    }

    /** The network, with both conversion points ready. */
    public static DualEnded set(Context context) throws IOException {
        return set(context, SingleEnded.document());
    }

    /** The same with another configuration of the concentrator. */
    public static DualEnded set(Context context, McpDocument concentrator) throws IOException {
        DualEnded set = DualEnded.describe(context, FIRST.shape(), SECOND.shape());
        set.start(context, DualEnded.cpe(Family.IPV4), concentrator);
        return set;
    }

    /** Plain TCP over one path, past the conversion points, for about this many seconds. */
    public Exchange alone(Path path, boolean down, double seconds) throws IOException {
        return TrafficClient.run(
                set.pathAlone(path.address()),
                Family.IPV4.server(PORT),
                server,
                request(down, path.shape().rateMbit(), seconds));
    }

    /** A LAN host's plain TCP, which the conversion points carry over both paths, for about this many seconds. */
    public Exchange together(boolean down, double seconds) throws IOException {
        return TrafficClient.run(
                set.dialer(),
                Family.IPV4.server(PORT),
                server,
                request(down, FIRST.shape().rateMbit() + SECOND.shape().rateMbit(), seconds));
    }

    private static Request request(boolean down, double mbit, double seconds) {
        long bytes = (long) (mbit * 1e6 / 8 * seconds);
        return down ? Request.download(bytes) : Request.upload(bytes);
    }
}
