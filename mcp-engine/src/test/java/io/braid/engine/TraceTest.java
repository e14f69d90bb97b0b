package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.convert.SignalFormat;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.trace.Facts;
import io.braid.engine.trace.Trace;
import io.braid.engine.trace.TraceRequest;
import io.braid.engine.trace.TraceStep;
import io.braid.engine.trace.Tracer;
import io.braid.engine.verdict.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who follows a customer's connection sees every room's decision about it, in order, and none about others'. */
@Timeout(60)
class TraceTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    private ProxyTopology lab;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        lab = ProxyTopology.create();
        lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
        engine = Engine.start(
                lab.mcp().netNs(),
                EngineConfigs.downstream(Mode.OWN_ADDRESS, ProxyTopology.MCP4, ProxyTopology.MCP6));
    }

    @AfterEach
    void stop() {
        engine.close();
        lab.close();
    }

    private static TraceRequest from(String prefix, int connections) {
        return new TraceRequest(
                Optional.of(AddressPrefix.of(prefix)),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                connections,
                TIME);
    }

    private MptcpPeer ask(String destination, int port) throws IOException {
        byte[] request = ConversionRequest.connect(InetAddress.ofLiteral(destination), port).encode();
        return MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, request);
    }

    /** One that is accepted, relays and ends. */
    private void convert(int down) throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getOutputStream().write(new byte[down]);
            return socket.getInputStream().readAllBytes().length;
        });
        try (MptcpPeer peer = ask(ProxyTopology.SERVER4, server.port())) {
            peer.write(new byte[5]);
            peer.readAnswer();
            peer.read(down);
            peer.endOutput();
            assertEquals(5, server.await());
            assertEquals(0, peer.readAll().length);
        }
    }

    private static List<TraceStep> all(Trace trace) throws InterruptedException {
        List<TraceStep> steps = new ArrayList<>();
        for (Optional<TraceStep> step = trace.next(); step.isPresent(); step = trace.next()) {
            steps.add(step.get());
        }
        return steps;
    }

    private static List<String> told(List<TraceStep> steps) {
        return steps.stream()
                .map(step -> step.verdict().room() + (step.verdict() instanceof Verdict.Refuse ? " no " : " yes ")
                        + step.verdict().reason().label())
                .toList();
    }

    @Test
    void everyRoomOfAConversionIsSeenInOrderWithWhatWasKnown() throws Exception {
        try (Trace trace = engine.tracer().begin(from("10.1.0.0/24", 1)).orElseThrow()) {
            convert(3);
            List<TraceStep> steps = all(trace);
            assertEquals(
                    List.of(
                            "LISTENER yes accepted",
                            "CONVERT yes requested",
                            "SUBSCRIBER yes subscriber-permitted",
                            "GUARD yes destination-allowed",
                            "PATH yes path-routed",
                            "SOURCE yes source-own",
                            "SERVER yes server-connected",
                            "RELAY yes ended"),
                    told(steps));
            assertEquals(Optional.of(Trace.End.CONNECTIONS), trace.end());
            Facts first = steps.getFirst().facts();
            assertEquals("10.1.0.2", first.customer().orElseThrow().getAddress().getHostAddress());
            assertEquals(Optional.empty(), first.destination());
            assertEquals(Optional.of(new Facts.Protocol(true, 1)), first.customerLeg());
            Facts last = steps.getLast().facts();
            assertEquals(
                    ProxyTopology.SERVER4, last.destination().orElseThrow().getAddress().getHostAddress());
            assertEquals(Optional.of(SignalFormat.RFC8803), last.format());
            assertEquals("10.9.0.1", last.source().orElseThrow().getAddress().getHostAddress());
            assertEquals(Optional.of(Facts.Protocol.TCP), last.serverLeg());
            assertEquals(5, last.bytesUp());
            assertEquals(3, last.bytesDown());
            assertEquals(1, steps.stream().map(TraceStep::connection).distinct().count());
            for (int i = 1; i < steps.size(); i++) {
                assertTrue(steps.get(i - 1).elapsedUs() <= steps.get(i).elapsedUs(), steps.toString());
            }
        }
    }

    @Test
    void aRefusalIsSeenWithTheRoomThatRefused() throws Exception {
        try (Trace trace = engine.tracer().begin(from("10.0.0.0/8", 1)).orElseThrow()) {
            try (MptcpPeer peer = ask("169.254.1.1", 80)) {
                peer.readAll();
            }
            List<TraceStep> steps = all(trace);
            assertEquals(
                    List.of(
                            "LISTENER yes accepted",
                            "CONVERT yes requested",
                            "SUBSCRIBER yes subscriber-permitted",
                            "GUARD no destination-link-local"),
                    told(steps));
            assertEquals(Optional.of(Trace.End.CONNECTIONS), trace.end());
        }
    }

    @Test
    void theFallBackToPlainTcpIsSeenBeforeTheServerIsConnected() throws Exception {
        lab.server().exec("nft", "add table inet box; add chain inet box in { type filter hook input priority 0; };"
                + " add rule inet box in tcp option mptcp exists reject with tcp reset");
        try (Trace trace = engine.tracer().begin(from("10.1.0.2/32", 1)).orElseThrow()) {
            convert(1);
            List<String> steps = told(all(trace));
            assertEquals(
                    List.of(
                            "LISTENER yes accepted",
                            "CONVERT yes requested",
                            "SUBSCRIBER yes subscriber-permitted",
                            "GUARD yes destination-allowed",
                            "PATH yes path-routed",
                            "SOURCE yes source-own",
                            "SERVER yes mptcp-refused",
                            "PATH yes path-routed",
                            "SOURCE yes source-own",
                            "SERVER yes server-connected",
                            "RELAY yes ended"),
                    steps);
        }
    }

    @Test
    void aDestinationIsFollowedFromTheAcceptAlthoughItIsToldLater() throws Exception {
        var request = new TraceRequest(
                Optional.empty(),
                Optional.of(AddressPrefix.of(ProxyTopology.SERVER4 + "/32")),
                OptionalInt.of(9),
                Optional.of("concentrator"),
                1,
                TIME);
        try (Trace trace = engine.tracer().begin(request).orElseThrow()) {
            convert(2);
            try (MptcpPeer peer = ask(ProxyTopology.SERVER4, 9)) {
                peer.readAll();
            }
            List<TraceStep> steps = all(trace);
            assertEquals("LISTENER yes accepted", told(steps).getFirst());
            assertEquals("SERVER no server-refused", told(steps).getLast());
            assertEquals(1, steps.stream().map(TraceStep::connection).distinct().count());
        }
    }

    @Test
    void whatIsTurnedAwayAtTheDoorIsSeenToo() throws Exception {
        LimitConfig onePending = EngineConfigs.limits(1_000, 1, EngineConfigs.SOURCE_LIMITS);
        ServiceConfig full = EngineConfigs.downstreamService(
                Mode.OWN_ADDRESS, 4, EngineConfigs.timers(5_000, 7_440_000), onePending, ProxyTopology.MCP4);
        engine.apply(EngineConfigs.config(full));
        var waiting = PlainHost.connect(
                lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, socket -> socket.getInputStream().read());
        Conditions.await(() -> engine.active("concentrator") == 1);
        try (Trace trace = engine.tracer().begin(from("10.1.0.0/24", 1)).orElseThrow()) {
            var refused = PlainHost.connect(
                    lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, socket -> socket.getInputStream().read());
            assertEquals(List.of("LISTENER no pending-max"), told(all(trace)));
            assertThrows(SocketException.class, () -> PlainHost.await(refused));
        }
        waiting.cancel(true);
    }

    @Test
    void aTraceEndsByItsTimeOrByAWordAndTracesAreFew() throws Exception {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < Tracer.TRACES_MAX; i++) {
            traces.add(engine.tracer().begin(from("192.0.2.0/24", 1)).orElseThrow());
        }
        assertEquals(Optional.empty(), engine.tracer().begin(from("192.0.2.0/24", 1)));
        convert(1);
        Thread closer = Thread.startVirtualThread(traces.getFirst()::close);
        assertEquals(List.of(), all(traces.getFirst()));
        closer.join();
        assertEquals(Optional.of(Trace.End.CANCELLED), traces.getFirst().end());
        var brief = new TraceRequest(
                Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(), 1, Duration.ofMillis(20));
        try (Trace trace = engine.tracer().begin(brief).orElseThrow()) {
            assertEquals(List.of(), all(trace));
            assertEquals(Optional.of(Trace.End.DURATION), trace.end());
        }
        // The end of the appliance waits for whoever follows a trace.
        engine.tracer().close();
        traces.forEach(trace -> assertEquals(Optional.of(Trace.End.CANCELLED), trace.end()));
    }
}
