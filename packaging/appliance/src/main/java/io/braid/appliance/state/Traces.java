package io.braid.appliance.state;

import io.braid.engine.trace.Tracer;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.Schema;
import java.util.List;

/** What the module {@code braid-trace} has. */
public final class Traces {
    private Traces() {}

    /** Begins and cancels traces. */
    public static List<ActionHandler> handlers(Tracer tracer, Schema schema) {
        TraceConnection begin = new TraceConnection(tracer, output(schema, "trace-connection"));
        return List.of(begin, new CancelTrace(begin, output(schema, "cancel-trace")));
    }

    private static ContainerSchema output(Schema schema, String rpc) {
        return schema.root().operations().stream()
                .filter(operation -> operation.module().equals("braid-trace")
                        && operation.name().equals(rpc))
                .findFirst()
                .orElseThrow()
                .output();
    }
}
