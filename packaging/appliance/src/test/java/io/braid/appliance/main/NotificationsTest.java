package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.RunningAppliance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ncclient subscribes to what the running appliance tells. */
@Timeout(180)
class NotificationsTest {
    @TempDir
    private Path directory;

    @Test
    void ncclientSeesSessionsCommitsAndThePast() throws Exception {
        Instant begin = Instant.now();
        try (Pair network = new Pair();
                RunningAppliance appliance = RunningAppliance.start(
                        network, directory.resolve("log"), "--state", directory.resolve("state").toString())) {
            Matcher password = Pattern.compile("password: (\\S+)").matcher(appliance.log());
            assertTrue(password.find(), appliance.log());
            try (Ncclient watcher = new Ncclient(network, 830, "admin", password.group(1))) {
                watcher.subscribe();
                try (Ncclient operator = new Ncclient(network, 830, "admin", password.group(1))) {
                    String start = watcher.take("netconf-session-start");
                    assertTrue(start.contains("<source-host>127.0.0.1</source-host>"), start);
                    operator.edit("<system xmlns=\"urn:braid:yang:braid-system\"><hostname>edge-1</hostname></system>");
                    operator.commit();
                    String change = watcher.take("netconf-config-change");
                    assertTrue(change.contains("<username>admin</username>"), change);
                    assertTrue(change.contains(":hostname</target><operation>create</operation>"), change);
                }
                assertTrue(watcher.take("netconf-session-end").contains("<termination-reason>closed<"));
                // interleave:1.0
                assertTrue(watcher.running().contains("<hostname>edge-1</hostname>"));
            }
            try (Ncclient late = new Ncclient(network, 830, "admin", password.group(1))) {
                late.subscribe(begin);
                late.take("netconf-config-change");
                late.take("replayComplete");
            }
        }
    }
}
