package io.braid.netconf.monitor;

import io.braid.netconf.data.Build;
import io.braid.yang.event.EventBus;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The streams that can be subscribed to (RFC 5277 §3.2.5.1). */
public final class StreamState implements StateProvider {
    private final EventBus bus;

    public StreamState(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public String path() {
        return "/nc-notifications:netconf";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(Build.of(
                query.node(),
                netconf -> netconf.container(
                        "streams", streams -> streams.list("stream", List.of(bus), StreamState::stream))));
    }

    private static void stream(Build stream, EventBus bus) {
        stream.leaf("name", bus.name())
                .leaf("description", "Everything that happens: sessions, configuration, services, limits.")
                .leaf("replaySupport", "true")
                .leaf("replayLogCreationTime", bus.logSince().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
