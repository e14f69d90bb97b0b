package io.braid.cli.command;

import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.Purpose;
import io.braid.cli.grammar.Setting;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.DataPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Paths that name one node.
 *
 * @param offered the nodes they may go through
 * @param ends the nodes they may end at
 * @param several whether the values of a leaf-list may be named one by one
 * @param command what is done with the node
 * @param tail what may stand behind it
 */
record Targets(
        Predicate<SchemaNode> offered,
        Predicate<DataPath> ends,
        boolean several,
        Function<Setting, Optional<Command>> command,
        Function<Setting, Optional<Place<Command>>> tail)
        implements Purpose<Command> {
    /** Paths with nothing behind them. */
    static Targets of(
            Predicate<SchemaNode> offered, Predicate<DataPath> ends, boolean several, Function<Setting, Command> command) {
        return new Targets(
                offered, ends, several, target -> Optional.of(command.apply(target)), _ -> Optional.empty());
    }

    @Override
    public boolean offers(SchemaNode node) {
        return offered.test(node);
    }

    @Override
    public Values values() {
        return several ? Values.OPTIONAL : Values.NONE;
    }

    @Override
    public boolean creates() {
        return false;
    }

    @Override
    public Optional<Command> end(List<Setting> settings) {
        Setting last = settings.getLast();
        return ends.test(last.place()) ? command.apply(last) : Optional.empty();
    }

    @Override
    public Optional<Place<Command>> behind(List<Setting> settings) {
        Setting last = settings.getLast();
        return ends.test(last.place()) ? tail.apply(last) : Optional.empty();
    }
}
