package io.braid.cli.command;

import io.braid.cli.grammar.Argument;
import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.Setting;
import io.braid.cli.session.CliSession;
import io.braid.yang.codec.PlainValues;
import io.braid.yang.edit.Insert;
import io.braid.yang.edit.Insert.Where;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an entry or a value is moved to.
 *
 * @param session whose candidate it is
 * @param edits what does it
 * @param target the entry or value
 */
record Insertion(CliSession session, Edits edits, Setting target) {
    Optional<Place<Command>> place() {
        if (!(target.place().schema() instanceof ListSchema) && target.value().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Keywords<Command>()
                .add("first", "before all others", to(Where.FIRST, Optional.empty()))
                .add("last", "behind all others", to(Where.LAST, Optional.empty()))
                .add("before", "before another one", () -> anchor(Where.BEFORE, List.of()))
                .add("after", "behind another one", () -> anchor(Where.AFTER, List.of())));
    }

    private Command to(Where where, Optional<Key> anchor) {
        return _ -> edits.insert(target, new Insert(where, anchor));
    }

    /** The other one's key, or value. */
    private Place<Command> anchor(Where where, List<String> given) {
        List<ValueSchema> parts = target.place().schema() instanceof ListSchema list
                ? List.copyOf(list.keys())
                : List.of((ValueSchema) target.place().schema());
        if (given.size() == parts.size()) {
            return new Keywords<Command>().end(to(where, Optional.of(new Key(given))));
        }
        ValueSchema part = parts.get(given.size());
        return new Argument<>(part.name(), "of the other one", word -> {
            List<String> more = new ArrayList<>(given);
            try {
                more.add(new PlainValues(session.schema()).canonical(part, word));
            } catch (ValueException e) {
                throw new IllegalArgumentException(e.getMessage());
            }
            return anchor(where, more);
        });
    }
}
