package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.RunningAppliance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Started without any right: it can be reached and configured, on another port, and says why services are refused. */
@Timeout(300)
class OrdinaryUserTest {
    private static final int PORT = 2830;

    /** A user namespace without a mapping takes user and capabilities away, and leaves the files readable. */
    private static final List<String> WITHOUT_RIGHTS = List.of("unshare", "--user");

    @TempDir
    private Path directory;

    @Test
    void managementIsReachedAndServicesAreRefused() throws Exception {
        Path log = directory.resolve("log");
        String state = directory.resolve("state").toString();
        try (Pair network = new Pair();
                RunningAppliance appliance = RunningAppliance.start(network, WITHOUT_RIGHTS, log, "--state", state)) {
            assertTrue(appliance.log().contains("NETCONF on 127.0.0.1 port " + PORT), appliance.log());
            assertTrue(appliance.log().contains("event=engine-stands-still"), appliance.log());
            try (Ncclient client = new Ncclient(network, PORT, "admin", appliance.password())) {
                client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><hostname>small</hostname></system>");
                client.commit();
                client.edit("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>edge</name><role>downstream</role>"
                        + "<explicit><address>" + Pair.MCP + "</address></explicit><source-address><ipv4>"
                        + "<mode>own-address</mode></ipv4><ipv6><mode>own-address</mode></ipv6></source-address></service></mcp>");
                Ncclient.Refusal veto = client.tryCommit().getFirst();
                assertEquals("/braid-mcp:mcp/braid-mcp:service[braid-mcp:name='edge']", veto.path());
                assertTrue(veto.message().contains("run Braid as root"), veto.toString());
                String all = client.get("<mcp xmlns=\"urn:braid:yang:braid-mcp\"/>");
                assertTrue(all.contains("<counters>"), all);
            }
            assertEquals(0, appliance.stop(), appliance.log());
        }
    }
}
