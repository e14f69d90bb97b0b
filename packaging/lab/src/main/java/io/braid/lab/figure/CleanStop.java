package io.braid.lab.figure;

import io.braid.lab.appliance.KernelState;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whoever stops a conversion point finds the machine as it was; whoever starts one that crashed finds it working.
 *
 * <pre>
 *   start, transfer, SIGTERM     sysctls, nftables, rules and routes as before, exit status 0
 *   start, transfer, SIGKILL     hosts of the LAN still reach servers: the kernel forwards
 *   start, transfer, SIGTERM     what was left behind is replaced, not doubled, and goes as well
 * </pre>
 */
final class CleanStop implements Scenario {
    private static final int PORT = 8080;
    private static final long BYTES = 200_000;
    private static final Shape ACCESS = Shape.of(50, 2);

    @Override
    public About about() {
        return new About(
                "clean-stop", "what a conversion point changes is put back, also after a crash", List.of("S1-b"), 7, false);
    }

    @Override
    public Network stage(Context context) throws IOException {
        DualEnded set = describe(context);
        set.startAppliances(context, DualEnded.cpe(Family.IPV4), SingleEnded.document());
        return set.network();
    }

    private static DualEnded describe(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).routeLan();
        set.network().up();
        return set;
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = describe(context);
        Map<Host, KernelState> before = state(set);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            context.variant("stopped");
            DualEnded.Appliances both = start(context, set);
            Map<Host, KernelState> running = state(set);
            context.expect(!running.get(set.cpe()).equals(before.get(set.cpe())), "an appliance that changes nothing");
            transfer(context, set, server, true);
            stop(context, both);
            same(context, before, state(set), "after a stop");

            context.variant("killed");
            both = start(context, set);
            transfer(context, set, server, true);
            both.cpe().kill();
            both.concentrator().kill();
            same(context, running, state(set), "after a kill, compared with running");
            transfer(context, set, server, false);

            context.variant("restarted");
            both = start(context, set);
            same(context, running, state(set), "running again after a kill, compared with running");
            transfer(context, set, server, true);
            stop(context, both);
            same(context, withoutSysctls(before), withoutSysctls(state(set)), "after the next stop");
        }
    }

    private static DualEnded.Appliances start(Context context, DualEnded set) throws IOException {
        return set.startAppliances(context, DualEnded.cpe(Family.IPV4), SingleEnded.document());
    }

    private static void stop(Context context, DualEnded.Appliances both) throws IOException {
        context.expectEquals(0, both.cpe().stop(), "exit status of the CPE");
        context.expectEquals(0, both.concentrator().stop(), "exit status of the concentrator");
    }

    private static void transfer(Context context, DualEnded set, TrafficServer server, boolean converted)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Proof.whole(
                context,
                TrafficClient.run(set.dialer(), Family.IPV4.server(PORT), server, Request.download(BYTES)));
        captures.awaitQuiet();
        context.expectEquals(
                converted ? 1L : 0L,
                captures.read(DualEnded.FIRST).count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)),
                "conversions");
    }

    private static Map<Host, KernelState> state(DualEnded set) throws IOException {
        Map<Host, KernelState> all = new LinkedHashMap<>();
        for (Host host : List.of(set.cpe(), set.concentrator())) {
            all.put(host, KernelState.of(host));
        }
        return all;
    }

    private static Map<Host, KernelState> withoutSysctls(Map<Host, KernelState> states) {
        Map<Host, KernelState> fewer = new LinkedHashMap<>();
        states.forEach((host, state) -> fewer.put(host, state.withoutSysctls()));
        return fewer;
    }

    private static void same(
            Context context, Map<Host, KernelState> expected, Map<Host, KernelState> actual, String when) {
        expected.forEach((host, state) -> {
            List<String> differences = state.differences(actual.get(host));
            context.expect(differences.isEmpty(), host.name() + " " + when + ": " + String.join("", differences));
        });
    }
}
