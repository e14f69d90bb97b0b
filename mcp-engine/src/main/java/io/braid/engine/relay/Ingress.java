package io.braid.engine.relay;

/** How a customer's connection came to the MCP. */
enum Ingress {
    /** To an address of the MCP (draft S5.2.1). */
    EXPLICIT,
    /** On its way to somewhere else (draft S5.2.2). */
    INTERCEPTED
}
