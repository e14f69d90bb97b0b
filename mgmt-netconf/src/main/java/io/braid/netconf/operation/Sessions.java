package io.braid.netconf.operation;

import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DatastoreException;
import java.util.Set;

/** lock, unlock, close-session, kill-session (RFC 6241 §7.5 to 7.9). */
final class Sessions {
    private final Datastore datastore;

    Sessions(Datastore datastore) {
        this.datastore = datastore;
    }

    Answer lock(Caller caller, Element request) throws DatastoreException {
        datastore.lock(caller.session(), Stores.lockable(new Params(request, Set.of("target")).only("target")));
        return Answer.OK;
    }

    Answer unlock(Caller caller, Element request) throws DatastoreException {
        datastore.unlock(caller.session(), Stores.lockable(new Params(request, Set.of("target")).only("target")));
        return Answer.OK;
    }

    Answer close(Caller caller, Element request) throws DatastoreException {
        new Params(request, Set.of());
        caller.endAfterReply();
        return Answer.OK;
    }

    Answer kill(Caller caller, Element request) throws DatastoreException {
        String text = new Params(request, Set.of("session-id")).need("session-id").value();
        long id = number(text);
        if (id == caller.session().id()) {
            throw Params.invalid("session-id", "a session ends itself by close-session");
        }
        if (!caller.kill(id)) {
            throw Params.invalid("session-id", "there is no session " + text);
        }
        return Answer.OK;
    }

    private static long number(String text) throws DatastoreException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Params.invalid("session-id", "\"" + text + "\" is no session-id: it is a number");
        }
    }
}
