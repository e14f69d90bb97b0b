package io.braid.appliance.state;

import io.braid.engine.trace.Tracer;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.util.List;
import java.util.function.Consumer;

/** What the module {@code braid-trace} has. */
public final class Traces {
    private static final String MODULE = "braid-trace";

    private Traces() {}

    /**
     * Begins and cancels traces.
     *
     * @param publisher gets a notification of each step; on the thread of whoever asked for the trace
     */
    public static List<ActionHandler> handlers(Tracer tracer, Schema schema, Consumer<Branch> publisher) {
        TraceConnection begin = new TraceConnection(
                tracer,
                output(schema, "trace-connection"),
                schema.notification(MODULE, "trace-step"),
                publisher);
        return List.of(begin, new CancelTrace(begin, output(schema, "cancel-trace")));
    }

    private static ContainerSchema output(Schema schema, String rpc) {
        return schema.root().operations().stream()
                .filter(operation -> operation.module().equals(MODULE)
                        && operation.name().equals(rpc))
                .findFirst()
                .orElseThrow()
                .output();
    }
}
