package io.braid.engine.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.Sysctls.Setting;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SysctlsTest {
    private static final String BLACKHOLE = "net.mptcp.blackhole_timeout";

    @Test
    void valuesAreThoseOfTheNamespaceAndComeBackInReverseOrder() throws Exception {
        try (TestNet net = new TestNet()) {
            TestHost one = net.host("one");
            TestHost two = net.host("two");
            Sysctls sysctls = one.netNs().sysctls();
            String before = two.sysctl(BLACKHOLE);
            sysctls.set(BLACKHOLE, "7");
            sysctls.set(BLACKHOLE, "8");
            // The smaller bound depends on the larger one, so order matters.
            sysctls.set("net.ipv4.ip_local_port_range", "1024\t65535");
            sysctls.useUserspacePathManager();
            assertEquals("8", one.sysctl(BLACKHOLE));
            assertEquals("userspace", one.sysctl("net.mptcp.path_manager"));
            assertEquals("1024\t65535", one.sysctl("net.ipv4.ip_local_port_range"));
            assertEquals(before, two.sysctl(BLACKHOLE));

            sysctls.restoreAll();
            assertEquals(before, one.sysctl(BLACKHOLE));
            assertEquals("kernel", one.sysctl("net.mptcp.path_manager"));
            assertEquals(two.sysctl("net.ipv4.ip_local_port_range"), one.sysctl("net.ipv4.ip_local_port_range"));
        }
    }

    @Test
    void aMissingSysctlIsSaidAndTheNextAlternativeTaken() throws Exception {
        try (TestNet net = new TestNet()) {
            Sysctls sysctls = net.host("h").netNs().sysctls();
            assertEquals(Optional.empty(), sysctls.get("net.mptcp.no_such_thing"));
            NoSuchFileException e =
                    assertThrows(NoSuchFileException.class, () -> sysctls.set("net.mptcp.no_such_thing", "1"));
            assertTrue(e.getMessage().contains("no sysctl net.mptcp.no_such_thing"), e.getMessage());
            Setting second = new Setting(BLACKHOLE, "9");
            assertEquals(second, sysctls.setFirst(List.of(new Setting("net.mptcp.no_such_thing", "1"), second)));
            assertEquals(Optional.of("9"), sysctls.get("net/mptcp/blackhole_timeout"));
        }
    }
}
