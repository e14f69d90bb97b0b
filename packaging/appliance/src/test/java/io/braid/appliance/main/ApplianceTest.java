package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Converted;
import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.Run;
import io.braid.appliance.testing.RunningAppliance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An orchestrator configures the running appliance over NETCONF, sees what it does, and finds it again after a restart. */
@Timeout(180)
class ApplianceTest {
    private static final String STATE = "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions/></mcp>";

    @TempDir
    private Path directory;

    private Pair network;
    private RunningAppliance appliance;

    @BeforeEach
    void start() throws Exception {
        network = new Pair();
        appliance = run("first.log");
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

    private Ncclient login(String password) throws Exception {
        return new Ncclient(network, 830, "admin", password);
    }

    private static String service(String name, String address, int port) {
        return """
                <mcp xmlns="urn:braid:yang:braid-mcp"><service><name>%s</name><role>downstream</role>
                <explicit><address>%s</address><port>%d</port><join-port>%d</join-port></explicit>
                <source-address><ipv4><mode>own-address</mode></ipv4><ipv6><mode>own-address</mode></ipv6></source-address>
                </service></mcp>"""
                .formatted(name, address, port, port + 1);
    }

    @Test
    void whatIsCommittedConvertsAndARestartComesBackWithIt() throws Exception {
        String password = appliance.password();
        try (Ncclient client = login(password)) {
            client.edit(service("edge", Pair.MCP, 5124));
            client.commit();
            try (Converted flow = new Converted(network, 5124)) {
                assertEquals("hello", flow.up("hello"));
                assertEquals("world!", flow.down("world!"));
                for (int i = 0; i < 10; i++) {
                    client.edit(service("more-" + i, Pair.MCP, 6000 + 2 * i));
                    client.commit();
                    assertEquals("x" + i, flow.up("x" + i));
                }
            }
        }
        assertEquals(0, appliance.stop(), appliance.log());
        appliance = run("second.log");
        assertFalse(appliance.log().contains("password"), appliance.log());
        try (Ncclient client = login(password);
                Converted flow = new Converted(network, 6018)) {
            assertEquals("again", flow.up("again"));
            assertTrue(client.running().contains("<name>more-9</name>"));
        }
        appliance.kill();
        appliance = run("third.log");
        try (Converted flow = new Converted(network, 5124)) {
            assertEquals("and again", flow.up("and again"));
        }
    }

    @Test
    void stateShowsAConversionAndClearEndsIt() throws Exception {
        try (Ncclient client = login(appliance.password())) {
            client.edit(service("edge", Pair.MCP, 5124));
            client.commit();
            try (Converted flow = new Converted(network, 5124);
                    Converted other = new Converted(network, 5124)) {
                flow.up("12345");
                flow.down("123");
                String all = client.get(STATE);
                assertEquals(2, all.split("<conversion>", -1).length - 1, all);
                String mine = client.get("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions><conversion>"
                        + "<destination-port>" + flow.destinationPort() + "</destination-port>"
                        + "</conversion></conversions></mcp>");
                assertEquals(1, mine.split("<conversion>", -1).length - 1, mine);
                for (String part : List.of(
                        "<service>edge</service>",
                        "<phase>relaying</phase>",
                        "<destination-address>" + Pair.HOST + "</destination-address>",
                        "<bytes-up>5</bytes-up>",
                        "<bytes-down>3</bytes-down>",
                        "<customer><protocol>tcp</protocol><local-address>" + Pair.MCP + "</local-address>",
                        "<local-port>5124</local-port>")) {
                    assertTrue(mine.contains(part), part + " is not in " + mine);
                }
                Matcher id = Pattern.compile("<id>([0-9a-f]+)</id>").matcher(mine);
                assertTrue(id.find());
                String byId = client.get("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions><conversion><id>"
                        + id.group(1) + "</id></conversion></conversions></mcp>");
                assertTrue(byId.contains("<bytes-up>5</bytes-up>"), byId);
                String service = client.get("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><state/></service></mcp>");
                assertTrue(service.contains("<active-conversions>2</active-conversions>"), service);
                assertTrue(
                        service.contains("<listener><address>10.9.0.1</address><port>5125</port><purpose>join</purpose>"),
                        service);
                assertEquals(List.of(), client.tryRpc(clear(id.group(1))));
                assertThrows(SocketException.class, flow::end);
                assertEquals("still here", other.up("still here"));
                List<Ncclient.Refusal> again = client.tryRpc(clear(id.group(1)));
                assertEquals("data-missing", again.getFirst().tag());
                String abilities =
                        client.get("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><kernel><ability/></kernel></mcp>");
                assertTrue(abilities.contains("<name>mptcp socket</name><state>ok</state>"), abilities);
                String counters = client.get("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><counters><decision>"
                        + "<reason>cleared</reason></decision></counters></mcp>");
                assertTrue(counters.contains("<count>1</count>"), counters);
            }
        }
    }

    private static String clear(String id) {
        return "<action xmlns=\"urn:ietf:params:xml:ns:yang:1\"><mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions>"
                + "<conversion><id>" + id + "</id><clear/></conversion></conversions></mcp></action>";
    }

    @Test
    void whatCannotBeHadIsRefusedWithItsPathAndNothingChanges() throws Exception {
        ServerSocket taken = network.mcp().call(() -> {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Pair.MCP), 5125));
            return socket;
        });
        try (Ncclient client = login(appliance.password())) {
            String before = client.running();
            client.edit(service("edge", Pair.MCP, 5124));
            client.edit(service("far", "192.0.2.9", 7000));
            client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><ssh><address>192.0.2.8</address></ssh>"
                    + "<authentication><user><name>bob</name><authorized-key><name>torn</name>"
                    + "<algorithm>ssh-ed25519</algorithm><key-data>AAAA</key-data></authorized-key></user>"
                    + "</authentication></system>");
            Map<String, String> vetoes = client.tryCommit().stream()
                    .collect(Collectors.toMap(
                            refusal -> refusal.path().replaceAll("braid-(mcp|system):", ""),
                            refusal -> refusal.tag() + ' ' + refusal.apptag()));
            assertEquals(
                    Map.of(
                            "/mcp/service[name='edge']/explicit/join-port", "in-use port-in-use",
                            "/mcp/service[name='far']/explicit", "operation-failed address-missing",
                            "/system/ssh/address[.='192.0.2.8']", "operation-failed address-missing",
                            "/system/authentication/user[name='bob']/authorized-key[name='torn']/key-data",
                                    "invalid-value "),
                    vetoes);
            assertEquals(data(before), data(client.running()));
            client.discard();
            client.edit("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>none</name><role>downstream</role>"
                    + "<explicit><address>10.9.0.1</address></explicit></service></mcp>");
            List<Ncclient.Refusal> rules = client.tryCommit();
            assertTrue(rules.getFirst().message().contains("Say which IPv4 source address servers see"), rules.toString());
            assertEquals("source-address-mode-required", rules.getFirst().apptag());
            client.discard();
            client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><authentication><user><name>bob</name>"
                    + "<password>$0$clear</password></user></authentication></system>");
            assertTrue(client.tryCommit().getFirst().message().contains("openssl passwd -6"));
            client.discard();
            taken.close();
            client.edit(service("edge", Pair.MCP, 5124));
            client.commit();
        }
    }

    /** A reply without its message-id. */
    private static String data(String reply) {
        return reply.substring(reply.indexOf("<data>"));
    }

    @Test
    void usersAndAddressesOfSshFollowTheConfiguration() throws Exception {
        String password = appliance.password();
        assertFalse(kept(password), "the password is stored");
        Path key = directory.resolve("id");
        Run.well("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", key.toString());
        String data = Files.readString(Path.of(key + ".pub")).split(" ")[1];
        assertEquals(255, ssh(key, Pair.MCP, 831).status());
        try (Ncclient client = login(password)) {
            client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><hostname>mcp-7</hostname>"
                    + "<ssh xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"replace\"><address>" + Pair.MCP
                    + "</address><port>831</port></ssh>"
                    + "<authentication><user><name>bob</name><authorized-key><name>id</name>"
                    + "<algorithm>ssh-ed25519</algorithm><key-data>" + data + "</key-data></authorized-key></user>"
                    + "</authentication></system>");
            client.commit();
            Run.Done bob = ssh(key, Pair.MCP, 831);
            assertEquals(0, bob.status(), bob.out());
            assertTrue(bob.out().lines().anyMatch("mcp-7"::equals), bob.out());
            assertTrue(bob.out().contains("<name>bob</name>"), bob.out());
            assertEquals(255, ssh(key, "127.0.0.1", 830).status());
            // The connection to the port that is no longer served goes on.
            client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><authentication><user><name>bob</name>"
                    + "<authorized-key xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"delete\">"
                    + "<name>id</name></authorized-key></user></authentication></system>");
            client.commit();
            assertTrue(ssh(key, Pair.MCP, 831).out().contains("Permission denied"));
        }
    }

    private Run.Done ssh(Path key, String address, int port) throws Exception {
        Path session = Files.writeString(
                directory.resolve("session.xml"),
                """
                <hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>
                <capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>
                <rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1"><get-config><source><running/></source>
                </get-config></rpc>]]>]]>
                <rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="2"><close-session/></rpc>]]>]]>
                """);
        return Run.any(
                network.atMcp(List.of(
                        "ssh", "-F", "none", "-p", Integer.toString(port), "-i", key.toString(),
                        "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                        "-o", "BatchMode=yes", "bob@" + address, "-s", "netconf")),
                session.toFile());
    }

    private boolean kept(String password) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(password)) {
                    return true;
                }
            }
        }
        return false;
    }
}
