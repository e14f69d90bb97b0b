package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Converted;
import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.Run;
import io.braid.appliance.testing.RunningAppliance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stored configuration that cannot be fully had: management is there, the rest follows by itself. */
@Timeout(240)
class StartTest {
    private static final String STATE = "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><state/></service></mcp>";
    private static final String OTHER = "10.9.0.3";

    @TempDir
    private Path directory;

    private Pair network;
    private RunningAppliance appliance;
    private String password;

    @BeforeEach
    void start() throws Exception {
        network = new Pair();
        appliance = run("first.log");
        password = appliance.password();
    }

    @AfterEach
    void stop() throws Exception {
        appliance.close();
        network.close();
    }

    private RunningAppliance run(String log) throws Exception {
        return RunningAppliance.start(
                network, directory.resolve(log), "--state", directory.resolve("state").toString());
    }

    private Ncclient login(String address) throws Exception {
        return new Ncclient(network, address, 830, "admin", password);
    }

    private static String service(String name, String address) {
        return """
                <mcp xmlns="urn:braid:yang:braid-mcp"><service><name>%s</name><role>downstream</role>
                <explicit><address>%s</address></explicit>
                <source-address><ipv4><mode>own-address</mode></ipv4><ipv6><mode>own-address</mode></ipv6></source-address>
                </service></mcp>"""
                .formatted(name, address);
    }

    private void address(String what) throws Exception {
        Run.Done done = Run.any(network.atMcp(List.of("ip", "address", what, Pair.MCP + "/24", "dev", "eth0")));
        assertEquals(0, done.status(), done.out());
    }

    /** Configures a service at the address of this host, and goes on without the address. */
    private void restartWithoutAddress(String ssh) throws Exception {
        try (Ncclient client = login("127.0.0.1")) {
            client.edit(service("edge", Pair.MCP));
            client.edit("<system xmlns=\"urn:braid:yang:braid-system\">" + ssh + "</system>");
            client.commit();
            String state = client.get(STATE);
            assertTrue(state.contains("<oper-status>up</oper-status>"), state);
        }
        assertEquals(0, appliance.stop(), appliance.log());
        address("del");
        appliance = run("second.log");
    }

    @Test
    void aServiceWithoutItsAddressWaitsForIt() throws Exception {
        Instant begin = Instant.now();
        restartWithoutAddress("<ssh><address>127.0.0.1</address><address>" + Pair.MCP + "</address></ssh>");
        assertTrue(appliance.log().contains("event=service-down service=edge"), appliance.log());
        assertTrue(appliance.log().contains("event=ssh-address-missing"), appliance.log());
        try (Ncclient client = login("127.0.0.1")) {
            String state = client.get(STATE);
            assertTrue(state.contains("<oper-status>down</oper-status><reason>"), state);
            assertTrue(state.contains("EADDRNOTAVAIL"), state);
            assertFalse(state.contains("<listener>"), state);
            client.subscribe(begin);
            String down = client.take("<service>edge</service><oper-status>down</oper-status><reason>");
            assertTrue(down.contains("service-state-change"), down);
            assertTrue(client.take("management-address-change").contains("<listening>false</listening>"));
            client.take("replayComplete");
            // What has nothing to do with it is committed; what is new is refused.
            client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><hostname>edge-1</hostname></system>");
            client.edit(service("other", "127.0.0.1").replace("</address>", "</address><port>6000</port>"));
            client.commit();
            client.edit(service("far", "192.0.2.9"));
            assertEquals("address-missing", client.tryCommit().getFirst().apptag());
            client.discard();
            address("add");
            client.take("<listening>true</listening>");
            client.take("<service>edge</service><oper-status>up</oper-status>");
            try (Converted flow = new Converted(network, 5124)) {
                assertEquals("hello", flow.up("hello"));
                // The listener outlives its address, but nobody reaches it.
                address("del");
                String gone = client.take("<service>edge</service><oper-status>down</oper-status>");
                assertTrue(gone.contains("the address 10.9.0.1 is missing"), gone);
                address("add");
                client.take("<service>edge</service><oper-status>up</oper-status>");
                assertEquals("still here", flow.down("still here"));
            }
        }
        try (Ncclient client = login(Pair.MCP)) {
            assertTrue(client.running().contains("edge-1"));
        }
    }

    @Test
    void aCommitMendsWhatIsMissingAndTheLoopbackIsLeft() throws Exception {
        restartWithoutAddress("<ssh><address>" + Pair.MCP + "</address>"
                + "<address xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"remove\">127.0.0.1</address></ssh>");
        Run.Done added = Run.any(network.atMcp(List.of("ip", "address", "add", OTHER + "/24", "dev", "eth0")));
        assertEquals(0, added.status(), added.out());
        try (Ncclient client = login("127.0.0.1")) {
            client.edit("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>edge</name><explicit>"
                    + "<address xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"delete\">" + Pair.MCP
                    + "</address><address>" + OTHER + "</address></explicit></service></mcp>");
            client.commit();
            String state = client.get(STATE);
            assertTrue(state.contains("<oper-status>up</oper-status>"), state);
            assertTrue(state.contains("<listener><address>" + OTHER + "</address>"), state);
        }
    }

    @Test
    void aDamagedConfigurationIsToldOf() throws Exception {
        try (Ncclient client = login("127.0.0.1")) {
            client.edit(service("edge", Pair.MCP));
            client.commit();
        }
        appliance.stop();
        Path journal;
        try (Stream<Path> files = Files.walk(directory.resolve("state/config"))) {
            journal = files.filter(file -> file.getFileName().toString().startsWith("journal"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
        Files.writeString(journal, "torn", StandardOpenOption.APPEND);
        Instant begin = Instant.now();
        appliance = run("second.log");
        assertTrue(appliance.log().contains("event=configuration-damaged"), appliance.log());
        try (Ncclient client = login("127.0.0.1")) {
            client.subscribe(begin);
            assertTrue(client.take("configuration-damaged").contains("<fault>"));
        }
    }
}
