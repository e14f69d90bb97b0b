package io.braid.engine.linux.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.probe.Ability.State;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tests of this module need every ability Braid needs, so here all of them must be found. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KernelProbeTest {
    @Test
    void everythingNeededIsFoundAndTheNamespaceStaysAsItWas() throws Exception {
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("h");
            String rules = host.ip("rule");
            List<Ability> abilities = KernelProbe.probe(host.netNs());
            assertTrue(KernelProbe.works(abilities), abilities::toString);
            assertTrue(abilities.size() >= 16, abilities::toString);
            assertEquals(abilities.size(), abilities.stream().map(Ability::name).distinct().count());
            assertEquals("kernel", host.sysctl("net.mptcp.path_manager"));
            assertEquals(rules, host.ip("rule"));
            assertEquals(List.of(), host.netNs().nft().list("tables"));
        }
    }

    @Test
    void whatIsSwitchedOffIsMissingWithItsRemedy() throws Exception {
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("h");
            host.sysctl("net.mptcp.enabled", "0");
            host.sysctl("net.ipv6.conf.all.disable_ipv6", "1");
            List<Ability> abilities = KernelProbe.probe(host.netNs());
            assertFalse(KernelProbe.works(abilities));
            Ability mptcp = named(abilities, "mptcp");
            assertEquals(State.MISSING, mptcp.state());
            assertEquals("net.mptcp.enabled=0", mptcp.seen());
            assertTrue(mptcp.remedy().contains("sysctl -w net.mptcp.enabled=1"));
            assertEquals(State.MISSING, named(abilities, "mptcp socket").state());
            assertEquals(State.DEGRADED, named(abilities, "ipv6").state());
        }
    }

    private static Ability named(List<Ability> abilities, String name) {
        return abilities.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void kernelsBelowTheFloorAreRefused() throws Exception {
        assertEquals("6.12.48+deb13-amd64", HostProbes.version("6.12.48+deb13-amd64"));
        assertEquals("7.0-rc1", HostProbes.version("7.0-rc1"));
        assertThrows(IOException.class, () -> HostProbes.version("6.1.0-40-amd64"));
        assertThrows(IOException.class, () -> HostProbes.version("5.15.0"));
        assertThrows(IOException.class, () -> HostProbes.version("unknown"));
    }

    @Test
    void openFilesAreCountedInConversions() throws Exception {
        String line = "Max open files            %s               %s               files     ";
        assertEquals("100000, enough for about 50000 conversions",
                HostProbes.openFiles(List.of("Max cpu time  unlimited  unlimited  seconds", line.formatted("1024", "100000"))));
        assertEquals("unlimited", HostProbes.openFiles(List.of(line.formatted("1024", "unlimited"))));
        assertThrows(IOException.class, () -> HostProbes.openFiles(List.of(line.formatted("1024", "4096"))));
        assertThrows(IOException.class, () -> HostProbes.openFiles(List.of()));
    }

    @Test
    void workInANewNamespaceSeesNothingOfThisOne() throws Exception {
        List<String> names = NetNs.inNew(() -> {
            try (var routes = NetNs.current().routes()) {
                return routes.links().stream().map(link -> link.name() + link.up()).toList();
            }
        });
        assertEquals(List.of("lofalse"), names);
    }
}
