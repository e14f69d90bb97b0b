package io.braid.netconf.operation;

import io.braid.netconf.rpc.Answer;
import io.braid.netconf.rpc.ReplyWriter;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.error.ErrorType;
import io.braid.yang.view.StateSupply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All operations by name. */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    /** Operations of which the audit log tells. */
    private static final Set<String> AUDITED = Set.of(
            "edit-config", "copy-config", "delete-config", "commit", "cancel-commit", "discard-changes", "kill-session");

    /** The modules of protocol operations, by namespace; actions and rpcs of the model are checked where they are performed. */
    private static final Map<String, String> PROTOCOL = Map.of(
            Names.BASE, "ietf-netconf",
            Names.MONITORING, "ietf-netconf-monitoring",
            Names.NOTIFICATION, "notifications");

    private final Datastore datastore;
    private final Map<String, Operation> base;
    private final Map<String, Operation> monitoring;
    private final Map<String, Operation> notifications;
    private final Actions actions;
    private final Audit audit = new Audit();

    public Operations(Datastore datastore, StateSupply state, SchemaTexts texts, Actions actions) {
        this.datastore = datastore;
        Retrieval retrieval = new Retrieval(datastore, state);
        Editing editing = new Editing(datastore);
        Committing committing = new Committing(datastore);
        Sessions sessions = new Sessions(datastore);
        this.base = Map.ofEntries(
                Map.entry("get", retrieval::get),
                Map.entry("get-config", retrieval::getConfig),
                Map.entry("edit-config", editing::editConfig),
                Map.entry("copy-config", editing::copyConfig),
                Map.entry("delete-config", editing::deleteConfig),
                Map.entry("discard-changes", editing::discardChanges),
                Map.entry("validate", editing::validate),
                Map.entry("commit", committing::commit),
                Map.entry("cancel-commit", committing::cancelCommit),
                Map.entry("lock", sessions::lock),
                Map.entry("unlock", sessions::unlock),
                Map.entry("close-session", sessions::close),
                Map.entry("kill-session", sessions::kill));
        this.monitoring = Map.of("get-schema", new GetSchema(texts));
        this.notifications = Map.of("create-subscription", new Subscribing(datastore.schema()));
        this.actions = actions;
    }

    /** Performs an operation; the answer tells errors too. */
    public Answer perform(Caller caller, Element request) {
        boolean own = request.namespace().equals(Names.BASE) && base.containsKey(request.name());
        boolean audited = !own && !request.namespace().equals(Names.MONITORING)
                || own && AUDITED.contains(request.name());
        try {
            Operation operation = find(request);
            if (PROTOCOL.containsKey(request.namespace())) {
                datastore.access().checkOperation(
                        caller.session(), PROTOCOL.get(request.namespace()), request.name());
            }
            Answer answer = operation.perform(caller, request);
            if (audited) {
                audit.done(caller.session(), request);
            }
            return answer;
        } catch (DatastoreException e) {
            if (audited) {
                audit.refused(caller.session(), request, e.getMessage());
            }
            return refusal(e.errors());
        } catch (RuntimeException e) {
            LOG.error(
                    "msg=\"an operation failed\" session={} operation={}",
                    caller.session().id(), request.name(), e);
            if (audited) {
                audit.refused(caller.session(), request, "internal error");
            }
            return refusal(List.of(ReplyWriter.internal()));
        }
    }

    private static Answer refusal(List<DataError> errors) {
        return _ -> {
            throw new DatastoreException(errors);
        };
    }

    private Operation find(Element request) throws DatastoreException {
        Map<String, Operation> known = switch (request.namespace()) {
            case Names.BASE -> base;
            case Names.MONITORING -> monitoring;
            case Names.NOTIFICATION -> notifications;
            default -> Map.of();
        };
        Optional<Operation> found = Optional.ofNullable(known.get(request.name())).or(() -> actions.find(request));
        return found.orElseThrow(() -> new DatastoreException(new DataError(
                        ErrorType.PROTOCOL,
                        ErrorTag.OPERATION_NOT_SUPPORTED,
                        Optional.empty(),
                        "",
                        "there is no operation " + request.name() + " in the namespace \"" + request.namespace() + '"',
                        List.of())
                .with(DataError.NETCONF, "bad-element", request.name())));
    }
}
