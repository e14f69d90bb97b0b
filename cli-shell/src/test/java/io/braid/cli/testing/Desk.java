package io.braid.cli.testing;

import io.braid.cli.command.Interpreter;
import io.braid.cli.command.Interpreter.Outcome;
import io.braid.cli.session.Appliance;
import io.braid.cli.session.CliLimits;
import io.braid.cli.session.CliSession;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.event.EventBus;
import io.braid.yang.operate.Handlers;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Leaf;
import io.braid.yang.view.StateSupply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An appliance of the real model, with some conversions that can be cleared, and operators who work on it. */
public final class Desk implements AutoCloseable {
    public final Datastore datastore;
    public final Appliance appliance;
    public final AtomicLong sessionIds = new AtomicLong();
    public final List<String> cleared = new CopyOnWriteArrayList<>();
    public int conversions = 3;

    public Desk(Path directory) throws IOException {
        this(directory, Optional.empty());
    }

    /** An appliance that knows this state instead. */
    public Desk(Path directory, List<StateProvider> state) throws IOException {
        this(directory, Optional.of(state));
    }

    private Desk(Path directory, Optional<List<StateProvider>> state) throws IOException {
        datastore = Datastore.open(directory.resolve("config"), Models::braid, 1, List.of());
        appliance = new Appliance(
                datastore,
                new StateSupply(datastore.schema(), state.orElseGet(() -> List.of(new Conversions()))),
                new Handlers(datastore.schema(), datastore.access(), List.of(new Clear())),
                new EventBus(10),
                () -> "box",
                directory.resolve("users"));
    }

    private final class Conversions implements StateProvider {
        @Override
        public String path() {
            return "/braid-mcp:mcp/conversions/conversion";
        }

        @Override
        public Stream<Branch> entries(StateQuery query) {
            InnerSchema list = query.node();
            return IntStream.range(0, conversions).mapToObj(i -> Branch.of(list, List.of(
                    new Leaf((io.braid.yang.schema.ValueSchema) list.child("id"), Integer.toHexString(0xa0 + i)),
                    new Leaf((io.braid.yang.schema.ValueSchema) list.child("service"), "edge"))));
        }
    }

    private final class Clear implements ActionHandler {
        @Override
        public String path() {
            return "/braid-mcp:mcp/conversions/conversion/clear";
        }

        @Override
        public Branch invoke(Session session, DataPath on, Branch input) {
            cleared.add(on.key().orElseThrow().values().getFirst());
            return Branch.empty(((InnerSchema) on.schema()).operations().getFirst().output());
        }
    }

    /** An operator at work. */
    public final class Operator implements AutoCloseable {
        public final CliSession session;
        public final Interpreter interpreter;
        public Recorder console = new Recorder();

        private Operator(String name) {
            Principal principal = new Principal(name, Set.of(), "cli 192.0.2.1:1");
            session = new CliSession(appliance, new Session(sessionIds.incrementAndGet(), principal), CliLimits.DEFAULT);
            interpreter = new Interpreter(session);
        }

        /** Says lines, each of which is done. */
        public List<String> says(String... lines) {
            for (String line : lines) {
                console = new Recorder();
                Outcome outcome = interpreter.run(line, console, -1).outcome();
                if (outcome != Outcome.DONE) {
                    throw new AssertionError(line + " ended " + outcome + ": " + console.messages);
                }
            }
            return console.output;
        }

        /** Says a line that is not done; gives what it is told. */
        public String isTold(String line) {
            console = new Recorder();
            Outcome outcome = interpreter.run(line, console, -1).outcome();
            if (outcome == Outcome.DONE) {
                throw new AssertionError(line + " was done: " + console.output);
            }
            return String.join("\n", console.messages);
        }

        /** What can follow a line. */
        public List<String> canSay(String line) {
            try {
                return new ArrayList<>(interpreter.grammar().follow(line, 1000).choices().stream()
                        .map(choice -> choice.word())
                        .toList());
            } catch (io.braid.cli.grammar.WrongWord e) {
                throw new AssertionError(line, e);
            }
        }

        @Override
        public void close() {
            session.close();
        }
    }

    public Operator operator(String name) {
        return new Operator(name);
    }

    @Override
    public void close() {
        datastore.close();
    }
}
