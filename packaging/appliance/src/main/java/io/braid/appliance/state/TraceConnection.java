package io.braid.appliance.state;

import io.braid.engine.config.AddressPrefix;
import io.braid.engine.trace.Trace;
import io.braid.engine.trace.TraceRequest;
import io.braid.engine.trace.TraceStep;
import io.braid.engine.trace.Tracer;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Reader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Follows customers' next connections. Keeps the thread that asks until the trace is over, or until it is interrupted. */
public final class TraceConnection implements ActionHandler {
    private final Tracer tracer;
    private final ContainerSchema output;
    private final ContainerSchema notification;
    private final Consumer<Branch> publisher;
    private final Map<String, Trace> running = new ConcurrentHashMap<>();
    private final AtomicInteger named = new AtomicInteger();

    /**
     * Performs it on this engine.
     *
     * @param output the root of the rpc's output
     * @param notification what is told of a step
     * @param publisher tells it
     */
    public TraceConnection(
            Tracer tracer, ContainerSchema output, ContainerSchema notification, Consumer<Branch> publisher) {
        this.tracer = tracer;
        this.output = output;
        this.notification = notification;
        this.publisher = publisher;
    }

    @Override
    public String path() {
        return "/braid-trace:trace-connection";
    }

    @Override
    public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
        Reader asked = Reader.of(input);
        String name = asked.find("trace").orElseGet(() -> "trace-" + named.incrementAndGet());
        try (Trace trace = tracer.begin(request(asked))
                .orElseThrow(() -> new DatastoreException(DataError.protocol(
                        ErrorTag.RESOURCE_DENIED,
                        Tracer.TRACES_MAX + " traces are running: wait for the end of one, or cancel one")))) {
            if (running.putIfAbsent(name, trace) != null) {
                throw new DatastoreException(DataError.data(
                        ErrorTag.DATA_EXISTS, "/trace", "a trace " + name + " is running: choose another name"));
            }
            try {
                return follow(name, trace);
            } finally {
                running.remove(name);
            }
        }
    }

    private Branch follow(String name, Trace trace) {
        List<TraceStep> steps = new ArrayList<>();
        Trace.End end;
        try {
            for (Optional<TraceStep> step = trace.next(); step.isPresent(); step = trace.next()) {
                steps.add(step.get());
                tell(name, steps.size(), step.get());
            }
            end = trace.end().orElseThrow();
        } catch (InterruptedException e) {
            // Meant for the trace, which it ends as cancel-trace does.
            end = Trace.End.CANCELLED;
        }
        AtomicInteger number = new AtomicInteger();
        return new BranchBuilder(output)
                .leaf("trace", name)
                .leaf("ended-by", end)
                .leaf("connections", trace.connections())
                .list("step", steps, (entry, step) -> TraceView.fill(entry, number.incrementAndGet(), step))
                .build();
    }

    private void tell(String name, int number, TraceStep step) {
        BranchBuilder told = new BranchBuilder(notification).leaf("trace", name);
        TraceView.fill(told, number, step);
        publisher.accept(told.build());
    }

    /** Ends a trace; whether there was one of this name. */
    boolean cancel(String name) {
        Trace trace = running.get(name);
        if (trace != null) {
            trace.close();
        }
        return trace != null;
    }

    private static TraceRequest request(Reader asked) {
        String source = asked.text("source");
        return new TraceRequest(
                source.equals("any") ? Optional.empty() : Optional.of(prefix(source)),
                asked.find("destination").map(TraceConnection::prefix),
                asked.find("destination-port").map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty()),
                asked.find("service"),
                asked.integer("connections"),
                Duration.ofSeconds(asked.number("duration")));
    }

    /** A prefix, or an address, which is one of full length. */
    private static AddressPrefix prefix(String text) {
        if (text.contains("/")) {
            return AddressPrefix.of(text);
        }
        InetAddress address = InetAddress.ofLiteral(text);
        return new AddressPrefix(address, address.getAddress().length * Byte.SIZE);
    }
}
