package io.braid.appliance.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.ssh.ManagementConfig;
import io.braid.appliance.ssh.SshUser;
import io.braid.yang.schema.Models;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The module braid-system says who may log in, and where. */
final class SystemMappingTest {
    @Test
    void addressesAndUsersAreThoseOfTheConfiguration() throws IOException {
        ManagementConfig config = new SystemMapping().map(Data.everything());
        assertEquals(Optional.of("mcp-1.example.net"), config.hostname());
        assertEquals(
                Set.of(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 831),
                        new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 831)),
                config.addresses());
        SshUser ann = config.users().get("ann");
        assertTrue(ann.passwordHash().orElseThrow().startsWith("$6$saltsalt$"));
        String key = ann.authorizedKeys().getFirst();
        assertTrue(key.startsWith("ssh-ed25519 AAAA") && key.endsWith(" laptop"), key);
        SshUser.check(key);
    }

    @Test
    void withoutAWordItIsTheLoopbackAndNobody() {
        ManagementConfig config =
                new SystemMapping().map(Branch.empty(Models.braid().root()));
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        assertEquals(
                Set.of(new InetSocketAddress(loopback, 830), new InetSocketAddress(loopback, 2222)), config.addresses());
        assertEquals(Map.of(), config.users());
    }

    @Test
    void whatDidNotChangeIsTheSameObject() throws IOException {
        SystemMapping mapping = new SystemMapping();
        Branch root = Data.everything();
        assertSame(mapping.map(root), mapping.map(root.without(Models.braid().root().child("mcp"))));
    }
}
