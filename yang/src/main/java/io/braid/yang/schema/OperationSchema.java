package io.braid.yang.schema;

/**
 * An rpc (RFC 7950 §7.14) or an action (§7.15). Input and output are trees of their own, each with its own root.
 *
 * @param namespace of the module that has it
 * @param module the name of that module
 * @param name its name
 * @param path of an action its path in the schema, such as {@code /braid-mcp:mcp/clear}; of an rpc {@code /module:name}
 * @param guard what access control denies by default, the nodes around an action included
 * @param input the root of what it takes
 * @param output the root of what it gives
 */
public record OperationSchema(
        String namespace,
        String module,
        String name,
        String path,
        Guard guard,
        ContainerSchema input,
        ContainerSchema output) {}
