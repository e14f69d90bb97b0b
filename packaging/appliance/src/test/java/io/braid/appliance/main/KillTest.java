package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Commits;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.Run;
import io.braid.appliance.testing.RunningAppliance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The appliance is killed at random moments of a stream of commits over NETCONF: what runs afterwards is one of the committed
 * configurations, and none from before the last that was acknowledged.
 */
@Timeout(3600)
final class KillTest {
    private static final int KILLS = Boolean.getBoolean("braid.full") ? 200 : 10;
    private static final long SEED = 20261124;

    @TempDir
    private Path directory;

    private Path key;

    private RunningAppliance run(Pair network, int turn) throws Exception {
        return RunningAppliance.start(
                network,
                directory.resolve("log-" + turn),
                "--state",
                directory.resolve("state").toString(),
                "--config",
                directory.resolve("first.xml").toString());
    }

    private void first() throws IOException {
        key = directory.resolve("key");
        Run.well("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", key.toString());
        String[] words = Files.readString(Path.of(key + ".pub")).split(" ");
        Files.writeString(
                directory.resolve("first.xml"),
                """
                <config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">
                <system xmlns="urn:braid:yang:braid-system"><hostname>n0</hostname><authentication><user>
                <name>admin</name><authorized-key><name>k</name><algorithm>%s</algorithm><key-data>%s</key-data>
                </authorized-key></user></authentication></system>
                <mcp xmlns="urn:braid:yang:braid-mcp"><interface><name>g0</name><role>customer-facing</role></interface>
                </mcp></config>
                """
                        .formatted(words[0], words[1]));
    }

    @Test
    void runningIsACommittedConfigurationNotOlderThanTheLastAcknowledged() throws Exception {
        Random random = new Random(SEED);
        first();
        long last = 0;
        try (Pair network = new Pair()) {
            for (int turn = 0; turn < KILLS; turn++) {
                try (RunningAppliance appliance = run(network, turn)) {
                    long found = running(network);
                    assertTrue(found >= last, "acknowledged " + last + ", found " + found + ", turn " + turn);
                    try (Commits commits = new Commits(network, key, "admin", found, 1 + random.nextInt(60))) {
                        commits.await();
                        TimeUnit.NANOSECONDS.sleep(random.nextInt(8_000_000));
                        appliance.kill();
                        last = commits.last();
                    }
                }
            }
            try (RunningAppliance appliance = run(network, KILLS)) {
                assertTrue(running(network) >= last, "acknowledged " + last + "\n" + appliance.log());
            }
        }
        assertTrue(last > KILLS, "only " + last + " commits");
    }

    /** The number of the commit that made what runs; all of it must be of that commit. */
    private long running(Pair network) throws IOException {
        String base = "urn:ietf:params:xml:ns:netconf:base:1.0";
        Path order = directory.resolve("order");
        Files.writeString(
                order,
                "<hello xmlns=\"" + base + "\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability>"
                        + "</capabilities></hello>]]>]]><rpc xmlns=\"" + base + "\" message-id=\"1\"><get-config><source>"
                        + "<running/></source></get-config></rpc>]]>]]><rpc xmlns=\"" + base
                        + "\" message-id=\"2\"><close-session/></rpc>]]>]]>");
        Run.Done done = Run.any(
                network.atMcp(List.of(
                        "ssh", "-F", "none", "-p", "830", "-i", key.toString(), "-o", "IdentitiesOnly=yes", "-o",
                        "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o",
                        "BatchMode=yes", "admin@127.0.0.1", "-s", "netconf")),
                order.toFile());
        Matcher host = Pattern.compile("<hostname>n(\\d+)</hostname>").matcher(done.out());
        Matcher name = Pattern.compile("<name>g(\\d+)</name>").matcher(done.out());
        assertTrue(host.find() && name.find(), done.out());
        assertEquals(host.group(1), name.group(1), "halves of two commits");
        assertTrue(!name.find(), done.out());
        return Long.parseLong(host.group(1));
    }
}
