package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Paths;
import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.Purpose;
import io.braid.cli.grammar.Setting;
import io.braid.cli.pipe.Pipeline;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.cli.session.TreeLive;
import io.braid.yang.codec.PlainValues;
import io.braid.yang.edit.EditBuilder;
import io.braid.yang.edit.EditBuilder.ClashException;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.xpath.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The actions and rpcs of the model, as commands: each that somebody performs here, and no other. */
final class Acting {
    private static final String CLEAR = "clear";

    private final CliSession session;
    private final Output output;

    Acting(CliSession session, Output output) {
        this.session = session;
        this.output = output;
    }

    /** The nodes that can be cleared, by their path or, where that is clear, by their name. */
    Place<Command> clear() {
        Predicate<OperationSchema> clears = each -> each.name().equals(CLEAR);
        Purpose<Command> purpose = targets(clears);
        Keywords<Command> place = new Keywords<>();
        InnerSchema root = session.schema().root();
        for (InnerSchema node : all(root).filter(each -> performed(each, clears).findAny().isPresent()).toList()) {
            if (plain(node.parent().orElseThrow())) {
                place.add(node.word(), "the same as by its whole path", () -> paths(purpose)
                        .at(place(node.parent().orElseThrow()), node));
            }
        }
        return place.or(paths(purpose).from(session.top()));
    }

    /** All other actions, behind the path of their node, and rpcs. */
    Place<Command> request() {
        Keywords<Command> place = new Keywords<>();
        session.schema().root().operations().stream()
                .filter(this::performed)
                .filter(rpc -> !Tracing.isTrace(rpc))
                .forEach(rpc -> place.add(rpc.name(), Paths.help(rpc.input().description()), () ->
                        input(rpc, session.top())));
        return place.or(paths(targets(each -> !each.name().equals(CLEAR))).from(session.top()));
    }

    private Stream<OperationSchema> performed(InnerSchema node, Predicate<OperationSchema> which) {
        return node.parent().isEmpty()
                ? Stream.empty()
                : node.operations().stream()
                        .filter(which)
                        .filter(session.appliance().handlers()::performs)
                        .filter(action -> session.rights().mayExecute(action, node));
    }

    /** Whether somebody performs an rpc here, and the user may have it performed. */
    boolean performed(OperationSchema rpc) {
        return session.appliance().handlers().performs(rpc)
                && session.rights().mayExecute(rpc, session.schema().root());
    }

    /** Paths to the nodes that have such actions; behind them the name of the action, unless it is in the command. */
    private Purpose<Command> targets(Predicate<OperationSchema> which) {
        return new Targets(
                node -> node instanceof InnerSchema inner
                        && all(inner).anyMatch(each -> performed(each, which).findAny().isPresent()),
                place -> !(place.schema() instanceof ListSchema) || place.key().isPresent(),
                false,
                (Setting target) -> named(target, which).flatMap(operation -> input(operation, target.place()).end()),
                (Setting target) -> Optional.of(behind(target, which)));
    }

    /** The action that a command without its name means. */
    private Optional<OperationSchema> named(Setting target, Predicate<OperationSchema> which) {
        return performed((InnerSchema) target.place().schema(), which)
                .filter(each -> each.name().equals(CLEAR))
                .findFirst();
    }

    private Place<Command> behind(Setting target, Predicate<OperationSchema> which) {
        Optional<OperationSchema> one = named(target, which);
        if (one.isPresent()) {
            return input(one.get(), target.place());
        }
        Keywords<Command> names = new Keywords<>();
        performed((InnerSchema) target.place().schema(), which).forEach(operation ->
                names.add(operation.name(), Paths.help(operation.input().description()), () ->
                        input(operation, target.place())));
        return names;
    }

    /** The input of an operation, as leaves with their values. */
    private Place<Command> input(OperationSchema operation, DataPath on) {
        return input(operation, settings -> console -> perform(operation, on, settings, console));
    }

    Place<Command> input(OperationSchema operation, Function<List<Setting>, Command> command) {
        Paths<Command> paths = paths(new Assignments(_ -> true, command));
        return new Keywords<Command>()
                .end(command.apply(List.of()))
                .or(paths.from(DataPath.root(operation.input())));
    }

    private void perform(OperationSchema operation, DataPath on, List<Setting> settings, Console console)
            throws DatastoreException, Refused {
        if (on.schema() instanceof ListSchema && !Standing.at(session.operational(), on).explicit()) {
            throw new Refused("there is no" + CliSession.words(on));
        }
        Branch answer = perform(operation, on, settings);
        if (answer.children().isEmpty()) {
            console.tell("Done.");
        } else {
            output.answer(answer).write(Pipeline.NONE, console.out(true), console);
        }
    }

    /** Performs an operation, and gives its answer. */
    Branch perform(OperationSchema operation, DataPath on, List<Setting> settings) throws DatastoreException, Refused {
        EditBuilder edit = new EditBuilder(operation.input());
        try {
            for (Setting each : settings) {
                edit.set(each.place(), each.value(), 0);
            }
        } catch (ClashException e) {
            throw new Refused(e.getMessage());
        }
        TreeEdit.Result input =
                TreeEdit.apply(Branch.empty(operation.input()), EditRequest.merge(edit.build()));
        if (!input.errors().isEmpty()) {
            throw new DatastoreException(input.errors());
        }
        return session.appliance().handlers().invoke(session.session(), operation, on, input.root());
    }

    private Paths<Command> paths(Purpose<Command> purpose) {
        return new Paths<>(
                session.schema(), new TreeLive(session), new PlainValues(session.schema())::canonical, purpose);
    }

    private static Stream<InnerSchema> all(InnerSchema node) {
        return Stream.concat(
                Stream.of(node),
                node.children().stream()
                        .flatMap(child -> child instanceof InnerSchema inner ? all(inner) : Stream.empty()));
    }

    /** Whether a node has a place without a key in it. */
    private static boolean plain(SchemaNode node) {
        return !(node instanceof ListSchema) && node.parent().map(Acting::plain).orElse(true);
    }

    private DataPath place(InnerSchema node) {
        return node.parent().map(up -> place(up).child(node)).orElseGet(session::top);
    }
}
