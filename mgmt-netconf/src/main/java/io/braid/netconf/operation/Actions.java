package io.braid.netconf.operation;

import io.braid.netconf.data.DataWriter;
import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.operate.Handlers;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.Selection;
import io.braid.yang.view.StateSupply;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import java.util.Optional;

/** The actions and rpcs of the model (RFC 7950 §7.14, §7.15). */
public final class Actions {
    private final Datastore datastore;
    private final StateSupply state;
    private final Handlers handlers;

    public Actions(Datastore datastore, StateSupply state, Handlers handlers) {
        this.datastore = datastore;
        this.state = state;
        this.handlers = handlers;
    }

    /** What performs this request, if it is the action element or an rpc of the model. */
    Optional<Operation> find(Element request) {
        if (request.is(Names.YANG, "action")) {
            return Optional.of(this::action);
        }
        return datastore.schema().root().operations().stream()
                .filter(rpc -> rpc.name().equals(request.name()) && rpc.namespace().equals(request.namespace()))
                .findFirst()
                .map(rpc -> (caller, element) ->
                        invoke(caller, rpc, DataPath.root(datastore.schema().root()), element));
    }

    private Answer action(Caller caller, Element request) throws DatastoreException {
        if (request.children().size() != 1) {
            throw Params.bad("action", "action has one node in it: the way to the action");
        }
        ActionTarget target = ActionTarget.find(
                new Evaluator(
                                datastore.schema(),
                                state,
                                datastore.access().of(caller.session().principal()).sight())
                        .root(datastore.running().root()),
                request.children().getFirst());
        return invoke(caller, target.action(), target.on(), target.element());
    }

    private Answer invoke(Caller caller, OperationSchema operation, DataPath on, Element element)
            throws DatastoreException {
        Branch input = InputReader.read(operation.input(), element);
        Branch output = handlers.invoke(caller.session(), operation, on, input);
        if (output.children().isEmpty()) {
            return Answer.OK;
        }
        Schema schema = datastore.schema();
        return out -> new DataWriter(schema, out, new View(true, Defaults.EXPLICIT))
                .inside(new Evaluator(schema).root(output), Selection.WHOLE);
    }
}
