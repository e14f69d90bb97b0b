package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.RunningAppliance;
import java.nio.file.Path;
import java.time.Instant;
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
            try (Ncclient watcher = new Ncclient(network, 830, "admin", appliance.password())) {
                watcher.subscribe();
                try (Ncclient operator = new Ncclient(network, 830, "admin", appliance.password())) {
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
            try (Ncclient late = new Ncclient(network, 830, "admin", appliance.password())) {
                late.subscribe(begin);
                late.take("netconf-config-change");
                late.take("replayComplete");
            }
        }
    }
}
