package io.braid.netconf.operation;

import io.braid.netconf.rpc.Answer;
import io.braid.netconf.rpc.Config;
import io.braid.netconf.xml.Element;
import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.tree.Branch;
import io.braid.yang.view.Defaults;
import java.util.Set;

/** edit-config, copy-config, delete-config, discard-changes, validate (RFC 6241 §7.2 to 7.4, §8.3.4.2, §8.6.4.1). */
final class Editing {
    private final Datastore datastore;
    private final Stores stores;

    Editing(Datastore datastore) {
        this.datastore = datastore;
        this.stores = new Stores(datastore);
    }

    Answer editConfig(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(
                request, Set.of("target", "default-operation", "test-option", "error-option", "config", "url"));
        Candidate target = stores.editable(params.only("target"));
        if (params.has("url")) {
            throw new DatastoreException(DataError.protocol(
                            ErrorTag.OPERATION_NOT_SUPPORTED, "configurations are not read from URLs: send a config")
                    .with(DataError.NETCONF, "bad-element", "url"));
        }
        EditRequest edit = new EditRequest(
                config(params.need("config")).edit(), defaultOperation(params), testOption(params), errorOption(params));
        datastore.edit(caller.session(), target, edit);
        return Answer.OK;
    }

    private static Config config(Element element) throws DatastoreException {
        if (element.special().orElse(null) instanceof Config config) {
            return config;
        }
        throw Params.bad("config", "config belongs to the namespace of NETCONF");
    }

    private static io.braid.yang.edit.Operation defaultOperation(Params params) throws DatastoreException {
        String text = params.text("default-operation").orElse("merge");
        return switch (text) {
            case "merge" -> io.braid.yang.edit.Operation.MERGE;
            case "replace" -> io.braid.yang.edit.Operation.REPLACE;
            case "none" -> io.braid.yang.edit.Operation.NONE;
            default -> throw Params.invalid(
                    "default-operation", "\"" + text + "\" is no default-operation: use merge, replace or none");
        };
    }

    /** RFC 6241 §7.2: with :validate the default is test-then-set. Who makes a candidate in several steps says set. */
    private static EditRequest.TestOption testOption(Params params) throws DatastoreException {
        String text = params.text("test-option").orElse("test-then-set");
        return switch (text) {
            case "test-then-set" -> EditRequest.TestOption.TEST_THEN_SET;
            case "set" -> EditRequest.TestOption.SET;
            case "test-only" -> EditRequest.TestOption.TEST_ONLY;
            default -> throw Params.invalid(
                    "test-option", "\"" + text + "\" is no test-option: use test-then-set, set or test-only");
        };
    }

    private static EditRequest.ErrorOption errorOption(Params params) throws DatastoreException {
        String text = params.text("error-option").orElse("stop-on-error");
        return switch (text) {
            case "stop-on-error" -> EditRequest.ErrorOption.STOP;
            case "continue-on-error" -> EditRequest.ErrorOption.CONTINUE;
            case "rollback-on-error" -> EditRequest.ErrorOption.ROLLBACK;
            default -> throw Params.invalid(
                    "error-option",
                    "\"" + text + "\" is no error-option: use stop-on-error, continue-on-error or rollback-on-error");
        };
    }

    Answer copyConfig(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(request, Set.of("target", "source", "with-defaults"));
        Element target = params.only("target");
        Element source = params.only("source");
        if (target.name().equals(source.name())) {
            throw Params.invalid("target", "source and target are the same configuration");
        }
        Defaults mode = params.defaults();
        Candidate candidate = stores.editable(target);
        Branch copy = DefaultsCopy.of(datastore.schema(), stores.source(source), mode);
        datastore.copyConfig(caller.session(), copy, candidate);
        return Answer.OK;
    }

    /** A commit persists, and running cannot be deleted: there is nothing that this could delete. */
    Answer deleteConfig(Caller caller, Element request) throws DatastoreException {
        Element target = new Params(request, Set.of("target")).only("target");
        String message = switch (target.name()) {
            case "running" -> "running cannot be deleted: copy an empty configuration to the candidate and commit it";
            case "candidate" -> "the candidate cannot be deleted: use discard-changes";
            default -> "there is no configuration " + target.name() + " that could be deleted: a commit persists";
        };
        throw new DatastoreException(DataError.protocol(ErrorTag.OPERATION_NOT_SUPPORTED, message)
                .with(DataError.NETCONF, "bad-element", target.name()));
    }

    Answer discardChanges(Caller caller, Element request) throws DatastoreException {
        new Params(request, Set.of());
        datastore.discard(caller.session(), datastore.shared());
        return Answer.OK;
    }

    Answer validate(Caller caller, Element request) throws DatastoreException {
        Element source = new Params(request, Set.of("source")).only("source");
        Branch root = stores.source(source);
        datastore.validate(root);
        return Answer.OK;
    }
}
