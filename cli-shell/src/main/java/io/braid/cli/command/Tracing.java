package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.Setting;
import io.braid.cli.session.Cancelled;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.yang.codec.Lines;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.event.Delivery;
import io.braid.yang.event.Mailbox;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Leaf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Follows connections: performs the rpc of a trace, and tells each step as its notification comes. */
final class Tracing {
    private static final String PREFIX = "trace-";
    private static final String NAME = "trace";
    private static final int WAITING_MAX = 4_096;
    private static final int CANCEL_TRIES = 100;
    private static final int CANCEL_WAIT_MS = 50;
    private static final AtomicLong TRACES = new AtomicLong();

    private final CliSession session;
    private final Acting acting;

    Tracing(CliSession session, Acting acting) {
        this.session = session;
        this.acting = acting;
    }

    static boolean isTrace(OperationSchema rpc) {
        return rpc.name().startsWith(PREFIX);
    }

    /** What can be followed; empty if nothing can. */
    Optional<Place<Command>> start() {
        Keywords<Command> place = new Keywords<>();
        List<OperationSchema> traces = session.schema().root().operations().stream()
                .filter(Tracing::isTrace)
                .filter(acting::performed)
                .toList();
        traces.forEach(rpc -> place.add(
                rpc.name().substring(PREFIX.length()), "the next ones of a customer, until they end", () ->
                        acting.input(rpc, settings -> console -> run(rpc, settings, console))));
        return traces.isEmpty() ? Optional.empty() : Optional.of(place);
    }

    private void run(OperationSchema rpc, List<Setting> given, Console console) throws DatastoreException, Refused {
        LeafSchema leaf = (LeafSchema) rpc.input().child(NAME);
        String name = given.stream()
                .filter(each -> each.place().schema() == leaf)
                .flatMap(each -> each.value().stream())
                .findFirst()
                .orElseGet(() -> "cli-" + session.session().id() + "-" + TRACES.incrementAndGet());
        Setting named = new Setting(DataPath.root(rpc.input()).child(leaf), Optional.of(name));
        List<Setting> settings = Stream.concat(
                        given.stream().filter(each -> each.place().schema() != leaf), Stream.of(named))
                .toList();
        try (Mailbox mailbox = session.appliance().events().open(WAITING_MAX)) {
            FutureTask<Branch> answer =
                    new FutureTask<>(() -> acting.perform(rpc, session.top(), settings));
            Thread.ofVirtual().name("cli-trace").start(answer);
            try {
                follow(mailbox, name, answer, console);
                end(answer, console);
            } catch (Cancelled e) {
                cancel(name, answer);
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancel(name, answer);
                throw new Cancelled();
            }
        }
    }

    private void follow(Mailbox mailbox, String name, FutureTask<Branch> answer, Console console)
            throws InterruptedException {
        Lines out = console.out(false);
        console.tell("Waiting for connections; " + (console.interactive() ? "q or Ctrl-C ends it." : "they are followed to their end."));
        while (true) {
            boolean done = answer.isDone();
            Optional<Delivery> next = mailbox.next(Duration.ZERO);
            if (next.isPresent()) {
                tell(next.get(), name, out);
                continue;
            }
            out.end();
            if (done) {
                return;
            }
            if (!console.wait(Duration.ofMillis(200))) {
                throw new Cancelled();
            }
        }
    }

    private static void tell(Delivery delivery, String name, Lines out) {
        switch (delivery) {
            case Delivery.Happened(var event) -> {
                Branch step = event.content();
                if (step.schema().name().equals("trace-step") && text(step, NAME).equals(name)) {
                    out.line(line(step));
                }
            }
            case Delivery.Lost(long count) -> out.line("(" + count + " events are missing here)");
            default -> {}
        }
    }

    /** A step: when, for which connection, where, what, and why. */
    private static String line(Branch step) {
        String micros = text(step, "elapsed");
        double millis = micros.isEmpty() ? 0 : Long.parseLong(micros) / 1e3;
        StringBuilder line = new StringBuilder("%9.3f ms  %-8s  %-10s  %-6s  %s".formatted(
                millis, text(step, "conversion"), text(step, "room"), text(step, "outcome"), text(step, "reason")));
        Stream.of("text", "clause").map(each -> text(step, each)).filter(each -> !each.isEmpty()).forEach(each ->
                line.append("  (").append(each).append(')'));
        return line.toString();
    }

    private static String text(Branch branch, String name) {
        return branch.children().stream()
                .filter(child -> child.schema().name().equals(name))
                .map(child -> child instanceof Leaf leaf ? leaf.value() : "")
                .findFirst()
                .orElse("");
    }

    private static void end(FutureTask<Branch> answer, Console console)
            throws DatastoreException, Refused, InterruptedException {
        try {
            Branch output = answer.get();
            console.tell("Followed " + text(output, "connections") + "; ended by " + text(output, "ended-by") + ".");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DatastoreException refused -> throw refused;
                case Refused refused -> throw refused;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Ends a trace. One that has only just been asked for is not known yet: it is cancelled until it has ended. */
    private void cancel(String name, FutureTask<Branch> answer) {
        for (int i = 0; i < CANCEL_TRIES && !answer.isDone(); i++) {
            cancel(name);
            try {
                answer.get(CANCEL_WAIT_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // Either it goes on, and is cancelled again, or it has ended: how, nobody wants to know any more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void cancel(String name) {
        session.schema().root().operations().stream()
                .filter(rpc -> rpc.name().equals("cancel-trace"))
                .filter(session.appliance().handlers()::performs)
                .findFirst()
                .ifPresent(rpc -> {
                    try {
                        DataPath leaf = DataPath.root(rpc.input()).child(rpc.input().child(NAME));
                        acting.perform(rpc, session.top(), List.of(new Setting(leaf, Optional.of(name))));
                    } catch (DatastoreException | Refused e) {
                        // It is not known: not yet, or no more.
                    }
                });
    }
}
