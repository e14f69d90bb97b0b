package io.braid.cli.command;

import io.braid.cli.grammar.Setting;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Refused;
import io.braid.yang.edit.EditBuilder;
import io.braid.yang.edit.EditBuilder.ClashException;
import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.Insert;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.List;
import java.util.Optional;

/** Edits of the candidate. Each is done as a whole or not at all. */
final class Edits {
    private final CliSession session;

    Edits(CliSession session) {
        this.session = session;
    }

    /** Some steps of an edit. */
    @FunctionalInterface
    private interface Steps {
        void add(EditBuilder edit) throws ClashException;
    }

    private void run(Steps steps) throws DatastoreException, Refused {
        EditBuilder edit = new EditBuilder(session.schema().root());
        try {
            steps.add(edit);
        } catch (ClashException e) {
            throw new Refused(e.getMessage());
        }
        run(edit.build());
    }

    /** Does an edit that was read. */
    void run(EditNode edit) throws DatastoreException {
        session.datastore().edit(session.session(), session.editing(), EditRequest.merge(edit));
    }

    void set(List<Setting> settings) throws DatastoreException, Refused {
        run(edit -> {
            for (Setting each : settings) {
                edit.set(each.place(), each.value(), 0);
            }
        });
    }

    /** Deletes a node, all entries of a list, or all values of a leaf-list. */
    void delete(Setting target) throws DatastoreException, Refused {
        DataPath place = target.place();
        Optional<Node> found = place.in(session.tree());
        if (found.isEmpty()) {
            throw new Refused(place.text() + " is not set: there is nothing to delete");
        }
        run(edit -> {
            if (place.schema() instanceof LeafListSchema && target.value().isEmpty()) {
                for (String value : ((Values) found.get()).values()) {
                    edit.delete(place, Optional.of(value), 0);
                }
            } else if (place.schema() instanceof ListSchema list && found.get() instanceof Entries entries) {
                for (Branch entry : entries.stream().toList()) {
                    edit.delete(place.up().entry(list, Key.of(entry)), Optional.empty(), 0);
                }
            } else {
                edit.delete(place, target.value(), 0);
            }
        });
    }

    void insert(Setting target, Insert where) throws DatastoreException, Refused {
        run(edit -> edit.insert(target.place(), target.value(), where, 0));
    }
}
