package io.braid.yang.datastore;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.Session;
import io.braid.yang.validate.Violation;
import java.util.List;
import java.util.Locale;

/** The errors of the datastore (RFC 6241 §7.5, §8.4, RFC 7950 §8.3.3, §15). */
final class Refusals {
    private Refusals() {}

    /** Another session has locked what is to be changed. */
    static DatastoreException inUse(Target target, Session holder) {
        return new DatastoreException(DataError.protocol(
                        ErrorTag.IN_USE, locked(target, holder) + ": wait until it is unlocked")
                .with(DataError.NETCONF, "session-id", Long.toString(holder.id())));
    }

    static String locked(Target target, Session holder) {
        return target.name().toLowerCase(Locale.ROOT) + " is locked by session " + holder.id() + " of "
                + holder.principal().user() + " (" + holder.principal().origin() + ")";
    }

    static DatastoreException lockDenied(long holder, String reason) {
        return new DatastoreException(DataError.protocol(ErrorTag.LOCK_DENIED, reason)
                .with(DataError.NETCONF, "session-id", Long.toString(holder)));
    }

    static DatastoreException protocol(ErrorTag tag, String message) {
        return new DatastoreException(DataError.protocol(tag, message));
    }

    /** The configuration breaks rules of the model. */
    static DatastoreException invalid(List<Violation> violations) {
        return new DatastoreException(violations.stream().map(Refusals::error).toList());
    }

    private static DataError error(Violation violation) {
        ErrorTag tag = switch (violation.kind()) {
            case LEAFREF, MANDATORY, MANDATORY_CHOICE -> ErrorTag.DATA_MISSING;
            case MUST, WHEN, TOO_FEW, TOO_MANY, UNIQUE -> ErrorTag.OPERATION_FAILED;
        };
        // A choice is no node: what lacks one of its cases is the node around it (RFC 7950 §15.6).
        boolean choice = violation.kind() == Violation.Kind.MANDATORY_CHOICE;
        DataError error = DataError.data(tag, choice ? violation.at().path() : violation.path(), violation.message());
        DataError tagged = violation.appTag().map(error::tagged).orElse(error);
        if (choice) {
            return tagged.with(
                    DataError.YANG, "missing-choice", violation.path().substring(violation.path().lastIndexOf('/') + 1));
        }
        for (String leaf : violation.leaves()) {
            tagged = tagged.with(DataError.YANG, "non-unique", leaf);
        }
        return tagged;
    }
}
