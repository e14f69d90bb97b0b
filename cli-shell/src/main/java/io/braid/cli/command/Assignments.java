package io.braid.cli.command;

import io.braid.cli.grammar.Purpose;
import io.braid.cli.grammar.Setting;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Paths with values, several of them in one line.
 *
 * @param offered the nodes they may go through
 * @param command what is done with what was said
 */
record Assignments(Predicate<SchemaNode> offered, Function<List<Setting>, Command> command)
        implements Purpose<Command> {
    @Override
    public boolean offers(SchemaNode node) {
        return offered.test(node);
    }

    @Override
    public Values values() {
        return Values.REQUIRED;
    }

    @Override
    public boolean creates() {
        return true;
    }

    @Override
    public Optional<Command> end(List<Setting> settings) {
        return says(settings.getLast()) ? Optional.of(command.apply(said(settings))) : Optional.empty();
    }

    /** Whether a node says something by being there, or has a value. */
    private static boolean says(Setting setting) {
        return setting.value().isPresent()
                || switch (setting.place().schema()) {
                    case ContainerSchema container -> container.presence();
                    case ListSchema _ -> setting.place().key().isPresent();
                    default -> false;
                };
    }

    /** What lies on the way to a value is made with it. */
    private static List<Setting> said(List<Setting> settings) {
        return settings.stream()
                .filter(each -> each.value().isPresent() || each == settings.getLast())
                .toList();
    }
}
