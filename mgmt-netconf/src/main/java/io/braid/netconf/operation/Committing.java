package io.braid.netconf.operation;

import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** commit, also confirmed, and cancel-commit (RFC 6241 §8.3.4.1, §8.4). */
final class Committing {
    private static final long SECONDS_MAX = 4_294_967_295L;
    private static final String COMMENT = "comment";

    private final Datastore datastore;

    Committing(Datastore datastore) {
        this.datastore = datastore;
    }

    Answer commit(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(request, Set.of("confirmed", "confirm-timeout", "persist", "persist-id", "comment"));
        boolean confirmed = params.has("confirmed");
        if (!confirmed && params.has("confirm-timeout")) {
            throw Params.bad("confirm-timeout", "confirm-timeout goes with confirmed only");
        }
        if (!confirmed && params.has("persist")) {
            throw Params.bad("persist", "persist goes with confirmed only");
        }
        Optional<Duration> timeout = confirmed ? Optional.of(timeout(params)) : Optional.empty();
        datastore.commit(
                caller.session(),
                datastore.shared(),
                new CommitOptions(comment(params), timeout, params.text("persist"), params.text("persist-id")));
        return Answer.OK;
    }

    /** Why, for the history; the model says what may stand there. */
    private String comment(Params params) throws DatastoreException {
        Optional<Element> given = params.find(COMMENT);
        Optional<LeafSchema> leaf = datastore.schema().root().operations().stream()
                .filter(rpc -> rpc.namespace().equals(Names.BASE) && rpc.name().equals("commit"))
                .flatMap(rpc -> rpc.input().child(Names.CONFIGURATION, COMMENT).stream())
                .map(LeafSchema.class::cast)
                .findFirst();
        if (given.isEmpty() || leaf.isEmpty()) {
            return "";
        }
        try {
            return leaf.get().type().canonical(given.get().text(), given.get().prefixes());
        } catch (ValueException e) {
            throw Params.invalid(COMMENT, e.getMessage());
        }
    }

    private static Duration timeout(Params params) throws DatastoreException {
        Optional<String> text = params.text("confirm-timeout");
        if (text.isEmpty()) {
            return CommitOptions.CONFIRM_DEFAULT;
        }
        try {
            long seconds = Long.parseLong(text.get());
            if (seconds >= 1 && seconds <= SECONDS_MAX) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is out of range is.
        }
        throw Params.invalid("confirm-timeout", "confirm-timeout is a number of seconds from 1 to " + SECONDS_MAX);
    }

    Answer cancelCommit(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(request, Set.of("persist-id"));
        datastore.cancelCommit(caller.session(), params.text("persist-id").orElse(""));
        return Answer.OK;
    }
}
