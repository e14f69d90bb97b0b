package io.braid.netconf.operation;

import io.braid.netconf.rpc.Config;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.datastore.Target;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.Operation;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.Session;
import io.braid.yang.tree.Branch;

/** Finds the configuration that a source or target names (RFC 6241 §7.1 to 7.4). */
final class Stores {
    private final Datastore datastore;

    Stores(Datastore datastore) {
        this.datastore = datastore;
    }

    /** The target of a lock. */
    static Target lockable(Element named) throws DatastoreException {
        if (!named.namespace().equals(Names.BASE)) {
            throw unknown(named);
        }
        return switch (named.name()) {
            case "running" -> Target.RUNNING;
            case "candidate" -> Target.CANDIDATE;
            default -> throw unknown(named);
        };
    }

    /** The configuration of a source that is a datastore. */
    Branch stored(Element named) throws DatastoreException {
        return lockable(named) == Target.RUNNING
                ? datastore.running().root()
                : datastore.shared().root();
    }

    /** The configuration of a source that is a datastore, or stands in the message. */
    Branch source(Element named) throws DatastoreException {
        if (named.special().orElse(null) instanceof Config config) {
            Candidate scratch = datastore.candidate();
            // Nobody's configuration is changed by reading one.
            datastore.edit(
                    Session.SYSTEM,
                    scratch,
                    new EditRequest(
                            config.edit(),
                            Operation.REPLACE,
                            EditRequest.TestOption.SET,
                            EditRequest.ErrorOption.ROLLBACK));
            return scratch.root();
        }
        return stored(named);
    }

    /** The candidate, which is the only configuration that is edited directly. */
    Candidate editable(Element named) throws DatastoreException {
        if (lockable(named) == Target.RUNNING) {
            throw new DatastoreException(DataError.protocol(
                    ErrorTag.OPERATION_NOT_SUPPORTED,
                    "running changes by commit only: edit the candidate and commit it"));
        }
        return datastore.shared();
    }

    private static DatastoreException unknown(Element named) {
        String message = switch (named.name()) {
            case "startup" -> "there is no startup configuration: a commit persists";
            case "url" -> "configurations are not read from or written to URLs";
            default -> "there is no configuration " + named.name() + ": there are running and candidate";
        };
        return new DatastoreException(DataError.protocol(ErrorTag.OPERATION_NOT_SUPPORTED, message)
                .with(DataError.NETCONF, "bad-element", named.name()));
    }
}
