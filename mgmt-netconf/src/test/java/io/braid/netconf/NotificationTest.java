package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.port.NotificationStream.Event;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions (RFC 5277) and what sessions and commits tell (RFC 6470). */
@Timeout(60)
final class NotificationTest {
    private static final String NS = "xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\"";
    private static final String NCN = "urn:ietf:params:xml:ns:yang:ietf-netconf-notifications";
    private static final String OWNER = "<box xmlns=\"urn:braid:test:box\"><owner>%s</owner></box>";
    private static final ContainerSchema START =
            Box.SCHEMA.notification("ietf-netconf-notifications", "netconf-session-start");

    @TempDir
    private Path directory;

    private Box box;

    @BeforeEach
    void start() throws IOException {
        box = new Box(directory);
    }

    @AfterEach
    void stop() throws IOException {
        box.close();
    }

    private static String subscribe(String content) {
        return "<create-subscription " + NS + ">" + content + "</create-subscription>";
    }

    private static Client subscribed(Box box, String content) throws IOException {
        Client client = Client.connect(box.port());
        assertEquals("<ok/>", client.call(subscribe(content)));
        return client;
    }

    /** The next notification, without its time. */
    private static String next(Client client) throws IOException {
        String message = client.receive().orElseThrow();
        String time = "<notification " + NS + "><eventTime>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z</eventTime>";
        String rest = message.replaceFirst(time, "");
        assertTrue(!rest.equals(message) && rest.endsWith("</notification>"), message);
        return rest.substring(0, rest.length() - "</notification>".length());
    }

    private static Event event(Instant at, String user) {
        return new Event(at, Branch.of(START, List.of(new Leaf((LeafSchema) START.child("username"), user))));
    }

    private static String start(String user) {
        return "<netconf-session-start xmlns=\"" + NCN + "\"><username>" + user + "</username></netconf-session-start>";
    }

    @Test
    void sessionsAreToldWithUserHostAndReason() throws IOException {
        try (Client watcher = subscribed(box, "")) {
            try (Client other = Client.connect(box.port())) {
                assertEquals(
                        "<netconf-session-start xmlns=\"" + NCN + "\"><username>ann</username><session-id>2</session-id>"
                                + "<source-host>127.0.0.1</source-host></netconf-session-start>",
                        next(watcher));
                assertEquals("<ok/>", other.call("<close-session/>"));
                assertTrue(next(watcher).endsWith("<termination-reason>closed</termination-reason></netconf-session-end>"));
            }
            // interleave:1.0
            assertEquals("<data/>", watcher.call("<get-config><source><running/></source></get-config>"));
        }
    }

    @Test
    void aKilledSessionNamesWhoKilledIt() throws IOException {
        try (Client killer = Client.connect(box.port());
                Client victim = Client.connect(box.port());
                Client watcher = subscribed(box, "")) {
            assertEquals("<ok/>", killer.call("<kill-session><session-id>2</session-id></kill-session>"));
            String end = next(watcher);
            assertTrue(end.contains("<killed-by>1</killed-by><termination-reason>killed<"), end);
            assertTrue(victim.ended());
        }
        try (Client watcher = subscribed(box, "");
                Client silent = Client.silent(box.port())) {
            String end = next(watcher);
            while (!end.contains("timeout")) {
                end = next(watcher);
            }
            silent.receive();
            assertTrue(silent.ended());
        }
    }

    @Test
    void aCommitTellsWhoChangedWhat() throws IOException {
        try (Client watcher = subscribed(box, "<filter><netconf-config-change xmlns=\"" + NCN + "\"/></filter>");
                Client other = Client.connect(box.port())) {
            other.edit(OWNER.formatted("ann"));
            other.call("<commit/>");
            assertEquals(
                    "<netconf-config-change xmlns=\"" + NCN + "\"><changed-by><username>ann</username>"
                            + "<session-id>2</session-id><source-host>127.0.0.1</source-host></changed-by>"
                            + "<edit><target xmlns:box=\"urn:braid:test:box\">/box:box</target>"
                            + "<operation>create</operation></edit></netconf-config-change>",
                    next(watcher));
            other.edit(OWNER.formatted("bob"));
            other.call("<commit/>");
            String change = next(watcher);
            assertTrue(change.contains(">/box:box/box:owner</target><operation>replace</operation>"), change);
            other.edit("<box xmlns=\"urn:braid:test:box\"><owner>cid</owner><size>7</size></box>");
            other.call("<commit/>");
            String two = next(watcher);
            assertTrue(two.contains(":owner</target><operation>replace<") && two.contains(":size</target><operation>create<"), two);
        }
    }

    @Test
    void everyStepOfAConfirmedCommitIsTold() throws Exception {
        try (Client watcher = subscribed(box, "<filter><netconf-confirmed-commit xmlns=\"" + NCN + "\"/></filter>");
                Client other = Client.connect(box.port())) {
            String confirmed = "<commit><confirmed/><confirm-timeout>%d</confirm-timeout></commit>";
            other.edit(OWNER.formatted("ann"));
            other.call(confirmed.formatted(60));
            String start = next(watcher);
            assertTrue(start.contains("<username>ann<") && start.contains(">start</confirm-event><timeout>60<"), start);
            other.call(confirmed.formatted(50));
            assertTrue(next(watcher).contains(">extend</confirm-event><timeout>50<"));
            other.call("<commit/>");
            assertTrue(next(watcher).contains(">complete<"));
            other.edit(OWNER.formatted("bob"));
            other.call(confirmed.formatted(60));
            next(watcher);
            other.call("<cancel-commit/>");
            assertTrue(next(watcher).contains(">cancel<"));
            other.edit(OWNER.formatted("cid"));
            other.call(confirmed.formatted(1));
            next(watcher);
            assertEquals(
                    "<netconf-confirmed-commit xmlns=\"" + NCN + "\"><confirm-event>timeout</confirm-event>"
                            + "</netconf-confirmed-commit>",
                    next(watcher));
        }
    }

    @Test
    void thePastIsReplayedAndAStopTimeEnds() throws IOException {
        Instant now = Instant.now();
        box.bus().publish(event(now.minusSeconds(100), "old"));
        box.bus().publish(event(now.minusSeconds(50), "mid"));
        box.bus().publish(event(now.minusSeconds(10), "new"));
        String filter = "<filter type=\"xpath\" xmlns:n=\"" + NCN + "\""
                + " select=\"/n:netconf-session-start[n:username != 'ann']\"/>";
        String from = "<startTime>" + now.minusSeconds(60) + "</startTime>";
        try (Client client = subscribed(box, filter + from + "<stopTime>" + now.minusSeconds(20) + "</stopTime>")) {
            assertEquals(start("mid"), next(client));
            assertEquals("<replayComplete xmlns=\"urn:ietf:params:xml:ns:netmod:notification\"/>", next(client));
            assertEquals("<notificationComplete xmlns=\"urn:ietf:params:xml:ns:netmod:notification\"/>", next(client));
        }
        try (Client client = subscribed(box, filter + from)) {
            assertEquals(start("mid"), next(client));
            assertEquals(start("new"), next(client));
            assertTrue(next(client).startsWith("<replayComplete"));
            box.bus().publish(event(Instant.now(), "live"));
            assertEquals(start("live"), next(client));
        }
        Instant soon = Instant.now().plusMillis(300);
        try (Client client = subscribed(box, filter + from + "<stopTime>" + soon + "</stopTime>")) {
            next(client);
            next(client);
            next(client);
            next(client);
            assertTrue(next(client).startsWith("<notificationComplete"));
            assertTrue(Instant.now().isAfter(soon));
            // It may subscribe again.
            assertEquals("<ok/>", client.call(subscribe(filter)));
        }
    }

    @Test
    void filtersTakeOrLeaveWholeNotifications() throws IOException {
        String base = "xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";
        List<String> filters = List.of(
                "<filter " + base + " type=\"subtree\"><netconf-session-start xmlns=\"" + NCN
                        + "\"><username>wanted</username></netconf-session-start></filter>",
                "<filter xmlns:n=\"" + NCN + "\" type=\"xpath\" select=\"//n:username[. = 'wanted']\"/>",
                "<filter xmlns:n=\"" + NCN + "\" type=\"xpath\" select=\"*/n:username = 'wanted'\"/>");
        for (String filter : filters) {
            try (Client client = subscribed(box, filter)) {
                box.bus().publish(event(Instant.now(), "unwanted"));
                box.bus().publish(event(Instant.now(), "wanted"));
                assertEquals(start("wanted"), next(client), filter);
            }
        }
    }

    @Test
    void whatCannotBeSubscribedToIsRefused() throws IOException {
        try (Client client = Client.connect(box.port())) {
            String now = Instant.now().toString();
            List<List<String>> wrong = List.of(
                    List.of("<stream>SYSLOG</stream>", "invalid-value", "there is NETCONF"),
                    List.of("<stopTime>" + now + "</stopTime>", "missing-element", "startTime"),
                    List.of("<startTime>2999-01-01T00:00:00Z</startTime>", "bad-element", "future"),
                    List.of("<startTime>yesterday</startTime>", "bad-element", "yesterday"),
                    List.of("<startTime>2020-01-02T00:00:00Z</startTime><stopTime>2020-01-01T00:00:00Z</stopTime>",
                            "bad-element", "before"),
                    List.of("<filter type=\"xpath\" select=\"a[\"/>", "invalid-value", "no expression"),
                    List.of("<filter type=\"regex\"/>", "bad-attribute", "regex"),
                    List.of("<speed>1</speed>", "unknown-element", "speed"));
            for (List<String> each : wrong) {
                String reply = client.call(subscribe(each.get(0)));
                assertTrue(reply.contains("<error-tag>" + each.get(1) + "<") && reply.contains(each.get(2)), reply);
            }
            assertEquals("<ok/>", client.call(subscribe("")));
            assertTrue(client.call(subscribe("")).contains("<error-tag>operation-failed<"));
        }
    }

    @Test
    void aSubscriberThatDoesNotReadHoldsBackNobodyAndLearnsWhatItMissed() throws Exception {
        try (Client lazy = subscribed(box, "");
                Client other = Client.connect(box.port())) {
            // Far more than what channel, sockets and queue hold.
            String user = "x".repeat(2000);
            int told = 20_000;
            for (int i = 0; i < told; i++) {
                box.bus().publish(event(Instant.now(), user));
            }
            other.edit(OWNER.formatted("ann"));
            assertEquals("<ok/>", other.call("<commit/>"));
            int got = 0;
            int lost = 0;
            while (got + lost < told + 2) {
                String next = next(lazy);
                if (next.startsWith("<notifications-lost")) {
                    lost += Integer.parseInt(next.replaceAll(".*<count>|</count>.*", ""));
                } else {
                    got++;
                }
            }
            assertTrue(lost > 0, "nothing was lost");
            assertEquals(told + 2, got + lost);
        }
    }

    @Test
    void streamsAreListed() throws IOException {
        try (Client client = Client.connect(box.port())) {
            String streams = client.call("<get><filter><netconf xmlns=\"urn:ietf:params:xml:ns:netmod:notification\"/>"
                    + "</filter></get>");
            assertTrue(streams.contains("<stream><name>NETCONF</name>"), streams);
            assertTrue(streams.contains("<replaySupport>true</replaySupport><replayLogCreationTime>20"), streams);
        }
    }
}
