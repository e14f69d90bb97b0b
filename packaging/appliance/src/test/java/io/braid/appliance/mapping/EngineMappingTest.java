package io.braid.appliance.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.config.AuthorizationConfig.PrefixRule;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.InterfaceConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of a commit follows the change: what has not changed is the same record (S1-b, S5.1, S5.4-a). */
final class EngineMappingTest {
    private final EngineMapping mapping = new EngineMapping();
    private Branch before;

    @BeforeEach
    void read() throws IOException {
        before = Data.everything();
    }

    @Test
    void aChangeOfOneServiceLeavesTheOthersTheSameObjects() {
        EngineConfig first = mapping.map(before);
        Branch changed = withLeaf("other", "enabled", "false");
        EngineConfig second = mapping.map(changed);
        assertTrue(first.services().get("other").enabled());
        assertTrue(!second.services().get("other").enabled());
        assertSame(first.services().get("both"), second.services().get("both"));
        assertSame(first.kernel(), second.kernel());
        assertSame(first.interfaces(), second.interfaces());
    }

    @Test
    void withinAChangedServiceTheUnchangedPartsAreTheSameObjects() {
        ServiceConfig first = mapping.map(before).services().get("both");
        ServiceConfig second =
                mapping.map(withLeaf("both", "enabled", "false")).services().get("both");
        assertNotSame(first, second);
        assertSame(first.explicit().orElseThrow(), second.explicit().orElseThrow());
        assertSame(first.source().orElseThrow(), second.source().orElseThrow());
        assertSame(first.concentrators().getFirst(), second.concentrators().getFirst());
        assertSame(first.timers(), second.timers());
        assertSame(first.limits(), second.limits());
    }

    @Test
    void theSameTreeIsTheSameConfigurationAlsoAfterAnother() {
        EngineConfig first = mapping.map(before);
        Branch changed = withLeaf("other", "enabled", "false");
        mapping.map(changed);
        assertSame(first, mapping.map(before));
    }

    @Test
    void theOperatorsOrderAndThePreferencesAreKept() {
        ServiceConfig both = mapping.map(before).services().get("both");
        assertEquals(
                List.of("z", "a"),
                both.concentrators().stream().map(ServiceConfig.Concentrator::name).toList());
        assertEquals(
                List.of(new ServiceConfig.Access("wan0", 100), new ServiceConfig.Access("wan1", 100)),
                both.accesses());
        SourceConfig source = both.source().orElseThrow();
        assertEquals(SourceConfig.Mode.PRESERVE, source.ipv6());
        assertEquals(Optional.empty(), source.ipv6Address());
        assertEquals(ServiceConfig.ServerProtocol.TCP, both.serverProtocol());
    }

    @Test
    void authorizersAreAskedInTheOrderInWhichTheyAreWritten() {
        AuthorizationConfig both = mapping.map(before).services().get("both").authorization();
        assertEquals(List.of(Method.ACL, Method.IDENT), both.order());
        assertEquals(
                List.of(
                        new PrefixRule("home", AddressPrefix.of("192.0.2.0/24"), true),
                        new PrefixRule("rest", AddressPrefix.of("2001:db8::/32"), false)),
                both.rules());
        assertEquals(Set.of("braid"), both.ident().users());
        AuthorizationConfig other = mapping.map(before).services().get("other").authorization();
        assertEquals(List.of(Method.NONE), other.order());
        assertEquals(OutagePolicy.SERVE_STALE, other.outage().policy());
    }

    @Test
    void whatTheRecordsRefuseIsToldWithItsPath() {
        // The model would refuse this too; here nobody asked it.
        Branch changed = withLeaf("other", "role", "sideways");
        MappingException refusal = assertThrows(MappingException.class, () -> mapping.map(changed));
        assertEquals("/braid-mcp:mcp/service[name='other']", refusal.path());
    }

    @Test
    void ofManyInterfacesOnlyTheChangedOneIsMapped() {
        EngineConfig first = mapping.map(before);
        EngineConfig second = mapping.map(with("interface", "wan0", "role", "customer-facing"));
        assertEquals(InterfaceConfig.Role.INTERNET_FACING, first.interfaces().get("wan0").role());
        assertEquals(InterfaceConfig.Role.CUSTOMER_FACING, second.interfaces().get("wan0").role());
        assertSame(first.interfaces().get("lan0"), second.interfaces().get("lan0"));
        assertSame(first.interfaces().get("wan1"), second.interfaces().get("wan1"));
        assertSame(first.services(), second.services());
        EngineConfig third = mapping.map(before.with(top().with(entries("interface").without(Key.of("wan1")))));
        assertEquals(Set.of("lan0", "lan1", "wan0"), third.interfaces().keySet());
        assertSame(first.interfaces().get("lan0"), third.interfaces().get("lan0"));
    }

    private Branch withLeaf(String service, String leaf, String value) {
        return with("service", service, leaf, value);
    }

    private Branch with(String list, String name, String leaf, String value) {
        Entries entries = entries(list);
        Branch entry = entries.get(Key.of(name)).orElseThrow();
        Branch changed = entry.with(new Leaf((ValueSchema) entries.schema().child(leaf), value));
        return before.with(top().with(entries.with(changed)));
    }

    private Branch top() {
        return (Branch) before.child(Models.braid().root().child("mcp")).orElseThrow();
    }

    private Entries entries(String list) {
        return (Entries) top().child(top().schema().child(list)).orElseThrow();
    }
}
