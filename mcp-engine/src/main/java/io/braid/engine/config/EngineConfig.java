package io.braid.engine.config;

import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * One snapshot of everything the engine is told. An unchanged part of a later snapshot is the same object, so that the
 * cost of a commit follows the change.
 *
 * @param kernel what Braid owns of its network namespace
 * @param interfaces the interfaces that have a role, by name: as many as customers, where each has one; a map that shares
 *     what did not change with the one before
 * @param services the conversion services, by name
 * @param safeguard who is kept away
 * @param acls the lists that decide about packets
 */
public record EngineConfig(
        KernelConfig kernel,
        PMap<String, InterfaceConfig> interfaces,
        Map<String, ServiceConfig> services,
        SafeguardConfig safeguard,
        AclConfig acls) {
    public EngineConfig {
        services = Map.copyOf(services);
    }

    /** One that begins with a few interfaces, and keeps nobody away. */
    public EngineConfig(
            KernelConfig kernel, Map<String, InterfaceConfig> interfaces, Map<String, ServiceConfig> services) {
        this(kernel, HashTreePMap.from(interfaces), services, SafeguardConfig.NONE, AclConfig.NONE);
    }
}
