package io.braid.engine.config;

import java.util.Map;

/**
 * One snapshot of everything the engine is told. An unchanged part of a later snapshot is the same object, so that the
 * cost of a commit follows the change.
 *
 * @param kernel what Braid owns of its network namespace
 * @param interfaces the interfaces that have a role, by name
 * @param services the conversion services, by name
 */
public record EngineConfig(
        KernelConfig kernel, Map<String, InterfaceConfig> interfaces, Map<String, ServiceConfig> services) {
    public EngineConfig {
        interfaces = Map.copyOf(interfaces);
        services = Map.copyOf(services);
    }
}
