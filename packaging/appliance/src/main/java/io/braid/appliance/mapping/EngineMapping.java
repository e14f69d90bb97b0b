package io.braid.appliance.mapping;

import io.braid.engine.config.AclConfig;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.InterfaceConfig;
import io.braid.engine.config.KernelConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Reader;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.pcollections.PMap;

/**
 * Maps valid configuration data to {@link EngineConfig}. Keeps what it made: map the next generation of the same
 * configuration with the same object. For one thread.
 */
public final class EngineMapping {
    private final Memo memo = new Memo();
    private final ServiceMapping services = new ServiceMapping(memo);
    private final AclMapping acls = new AclMapping(memo);

    /** By the containers {@code mcp} and {@code acls}, which are compared by identity. */
    private final Map<Object, Map<Object, EngineConfig>> together = new WeakHashMap<>();

    private final SafeguardMapping safeguard = new SafeguardMapping();
    private final ListMemo<InterfaceConfig> interfaces = new ListMemo<>(
            "interface",
            EngineMapping::networkInterface,
            each -> each.role() == InterfaceConfig.Role.INTERNET_FACING);

    /**
     * The engine's configuration.
     *
     * @param root a valid tree of the product's modules
     * @throws MappingException if the engine's records refuse a value
     */
    public EngineConfig map(Branch root) {
        return map(Reader.of(root));
    }

    EngineConfig map(Reader root) {
        Reader mcp = root.container("mcp");
        return together.computeIfAbsent(mcp.identity(), _ -> new WeakHashMap<>())
                .computeIfAbsent(root.container("acls").identity(), _ -> {
                    EngineConfig base = memo.of(mcp, EngineConfig.class, this::mcp);
                    return new EngineConfig(
                            base.kernel(), base.interfaces(), base.services(), base.safeguard(), acls.of(root));
                });
    }

    private EngineConfig mcp(Reader mcp) {
        Map<String, ServiceConfig> mapped = services(mcp);
        PMap<String, InterfaceConfig> known = interfaces.of(mcp);
        return new EngineConfig(
                memo.of(mcp.container("kernel"), KernelConfig.class, EngineMapping::kernel),
                known,
                mapped,
                safeguard.of(mcp, interfaces.marked()),
                AclConfig.NONE);
    }

    @SuppressWarnings("unchecked")
    private Map<String, ServiceConfig> services(Reader mcp) {
        return memo.of(
                mcp,
                mcp.identity("service"),
                Map.class,
                _ -> mcp.list("service").stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> entry.text("name"),
                                entry -> memo.of(entry, ServiceConfig.class, services::service))));
    }

    private static KernelConfig kernel(Reader kernel) {
        return new KernelConfig(
                kernel.integer("event-loops"),
                kernel.text("table-name"),
                1L << kernel.integer("mark-bit"),
                kernel.number("routing-table"),
                1L << kernel.integer("signal-mark-bit"),
                kernel.integer("prefer-proxy-subtype"),
                kernel.flag("allow-join-initial-addr-port"));
    }

    private static InterfaceConfig networkInterface(Reader entry) {
        return new InterfaceConfig(entry.text("name"), Enums.of(InterfaceConfig.Role.class, entry.text("role")));
    }
}
