package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and messages, whatever is asked for (RFC 6241 §3, §4, §7.8, §7.9; RFC 6242). */
@Timeout(60)
class SessionTest {
    private static final String OK = "<ok/>";

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

    @Test
    void theHelloTellsExactlyWhatTheServerCanDo() throws IOException {
        try (Client client = Client.silent(box.port())) {
            String hello = client.receive().orElseThrow();
            String capabilities = hello.replaceAll("(?s).*<capabilities>|</capabilities>.*", "")
                    .replaceAll("-id=[0-9a-f]+", "-id=ID")
                    .replaceAll("</?capability>", "\n")
                    .replaceAll("\n+", "\n")
                    .strip();
            assertEquals(
                    """
                    urn:ietf:params:netconf:base:1.0
                    urn:ietf:params:netconf:base:1.1
                    urn:ietf:params:netconf:capability:candidate:1.0
                    urn:ietf:params:netconf:capability:confirmed-commit:1.1
                    urn:ietf:params:netconf:capability:rollback-on-error:1.0
                    urn:ietf:params:netconf:capability:validate:1.1
                    urn:ietf:params:netconf:capability:xpath:1.0
                    urn:ietf:params:netconf:capability:notification:1.0
                    urn:ietf:params:netconf:capability:interleave:1.0
                    urn:ietf:params:netconf:capability:with-defaults:1.0?basic-mode=explicit\
                    &amp;also-supported=report-all,report-all-tagged,trim
                    urn:ietf:params:netconf:capability:yang-library:1.1?revision=2019-01-04&amp;content-id=ID
                    urn:ietf:params:netconf:capability:yang-library:1.0?revision=2019-01-04&amp;module-set-id=ID
                    urn:ietf:params:xml:ns:yang:ietf-inet-types?module=ietf-inet-types&amp;revision=2013-07-15
                    urn:ietf:params:xml:ns:netconf:base:1.0?module=ietf-netconf&amp;revision=2011-06-01\
                    &amp;features=candidate,confirmed-commit,rollback-on-error,validate,xpath
                    urn:ietf:params:xml:ns:yang:ietf-netconf-acm?module=ietf-netconf-acm&amp;revision=2018-02-14
                    urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring?module=ietf-netconf-monitoring\
                    &amp;revision=2010-10-04
                    urn:ietf:params:xml:ns:yang:ietf-netconf-notifications?module=ietf-netconf-notifications\
                    &amp;revision=2012-02-06
                    urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults?module=ietf-netconf-with-defaults\
                    &amp;revision=2011-06-01
                    urn:ietf:params:xml:ns:yang:ietf-yang-types?module=ietf-yang-types&amp;revision=2013-07-15
                    urn:ietf:params:xml:ns:netmod:notification?module=nc-notifications&amp;revision=2008-07-14
                    urn:ietf:params:xml:ns:netconf:notification:1.0?module=notifications&amp;revision=2008-07-14""",
                    capabilities);
            assertTrue(hello.contains("<session-id>1</session-id>"), hello);
        }
    }

    @Test
    void oldAndNewFramingBothWork() throws IOException {
        try (Client old = Client.silent(box.port()).greet("1.0");
                Client current = Client.connect(box.port())) {
            assertEquals("<data/>", old.running());
            assertEquals("<data/>", current.running());
        }
    }

    @Test
    void oneConnectionCarriesSeveralSessions() throws IOException {
        try (Client first = Client.connect(box.port());
                Client second = first.another()) {
            assertEquals(OK, first.call("<lock><target><candidate/></target></lock>"));
            String denied = second.call("<lock><target><candidate/></target></lock>");
            assertTrue(denied.contains("<error-tag>lock-denied</error-tag>"), denied);
            assertTrue(denied.contains("<error-info><session-id>1</session-id></error-info>"), denied);
            assertEquals(OK, first.call("<close-session/>"));
            assertTrue(first.ended());
            assertEquals(OK, second.call("<lock><target><candidate/></target></lock>"));
        }
    }

    @Test
    void theReplyRepeatsAllAttributesOfTheRequest() throws IOException {
        try (Client client = Client.connect(box.port())) {
            client.send(
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <nc:rpc xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns:x="urn:x" nc:message-id="odd" \
                    x:note="a &lt;&quot;&#10;b" message-id="7"><nc:unlock><nc:target><nc:running/></nc:target>\
                    </nc:unlock></nc:rpc>""");
            String reply = client.receive().orElseThrow();
            String head = reply.substring(0, reply.indexOf('>'));
            for (String part : new String[] {
                "<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"",
                " xmlns:x=\"urn:x\"",
                " nc:message-id=\"odd\"",
                " x:note=\"a &lt;&quot;&#10;b\"",
                " message-id=\"7\""
            }) {
                assertTrue(head.contains(part), head);
            }
        }
    }

    @Test
    void wrongMessagesAreToldAndTheSessionGoesOn() throws IOException {
        Map<String, String> wrong = Map.of(
                "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1'><get>", "malformed-message",
                "no XML at all", "malformed-message",
                "<!DOCTYPE rpc [<!ENTITY a 'b'>]><rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' "
                        + "message-id='1'><get/></rpc>", "malformed-message",
                "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1'><get/></rpc><more/>",
                        "malformed-message",
                "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><get/></rpc>", "missing-attribute",
                "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1'/>", "missing-element",
                "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1'><get/><get/></rpc>", "bad-element",
                "<rpc message-id='1'><get/></rpc>", "unknown-namespace",
                "<request message-id='1'/>", "unknown-element",
                "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1'>" + "<a>".repeat(30), "too-big");
        try (Client client = Client.connect(box.port())) {
            for (Map.Entry<String, String> each : wrong.entrySet()) {
                client.send(each.getKey());
                String reply = client.receive().orElseThrow();
                assertTrue(reply.contains("<error-tag>" + each.getValue() + "</error-tag>"), each + ": " + reply);
                assertTrue(reply.contains("<error-type>rpc</error-type>"), reply);
            }
            client.raw("\n#12\n<rpc>\u00ff\u00ff</a>\n##\n".replace("#12", "#13"));
            assertTrue(client.receive().orElseThrow().contains("malformed-message"));
            assertEquals("<data/>", client.running());
        }
    }

    @Test
    void aMessageThatIsTooLongIsToldAndTheSessionGoesOn() throws IOException {
        try (Client client = Client.connect(box.port())) {
            String comment = "<!--" + "x".repeat(100_000) + "-->";
            String reply = client.call("<get-config>" + comment + "<source><running/></source></get-config>");
            assertTrue(reply.contains("<error-tag>too-big</error-tag>"), reply);
            assertEquals("<data/>", client.running());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n#0\n", "\n#x", "garbage", "\n#4\n<a/>\n###\n", "\n#99999999999\n"})
    void wrongChunksAreToldAndEndTheSession(String bytes) throws IOException {
        try (Client client = Client.connect(box.port())) {
            client.raw(bytes);
            assertTrue(client.receive().orElseThrow().contains("<error-tag>malformed-message</error-tag>"));
            assertTrue(client.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<hello xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'/>]]>]]>",
                "<hello xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><capabilities><capability>"
                        + "urn:ietf:params:netconf:base:1.1</capability></capabilities><session-id>1</session-id></hello>]]>]]>",
                "<rpc/>]]>]]>",
                "nonsense]]>]]>",
                "<hello",
                ""
            })
    void aWrongUnfinishedOrMissingHelloEndsTheSession(String bytes) throws IOException {
        try (Client client = Client.silent(box.port())) {
            client.receive().orElseThrow();
            client.raw(bytes);
            assertTrue(client.ended());
        }
    }

    @Test
    void aMessageThatStopsInTheMiddleEndsTheSession() throws IOException {
        try (Client client = Client.connect(box.port())) {
            client.raw("\n#100\n<rpc ");
            assertTrue(client.ended());
        }
    }

    @Test
    void killedSessionsLetGoOfTheirLocks() throws IOException {
        try (Client victim = Client.connect(box.port());
                Client killer = Client.connect(box.port())) {
            assertEquals(OK, victim.call("<lock><target><running/></target></lock>"));
            assertTrue(killer.call("<kill-session><session-id>2</session-id></kill-session>").contains("invalid-value"));
            assertTrue(killer.call("<kill-session><session-id>9</session-id></kill-session>").contains("invalid-value"));
            assertEquals(OK, killer.call("<kill-session><session-id>1</session-id></kill-session>"));
            assertEquals(OK, killer.call("<lock><target><running/></target></lock>"));
            assertTrue(victim.ended());
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInOrder() throws IOException {
        try (Client client = Client.connect(box.port())) {
            for (int i = 0; i < 300; i++) {
                client.send("<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='" + i + "'><get-config>"
                        + "<source><candidate/></source></get-config></rpc>");
            }
            String answered = IntStream.range(0, 300)
                    .mapToObj(_ -> receive(client).replaceAll("(?s).*message-id=\"(\\d+)\".*", "$1"))
                    .collect(Collectors.joining(" "));
            assertEquals(
                    IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.joining(" ")), answered);
        }
    }

    @Test
    void thereAreNoMoreSessionsThanAllowed() throws IOException {
        try (Client first = Client.connect(box.port())) {
            Client[] more = new Client[Box.LIMITS.sessionsMax() - 1];
            for (int i = 0; i < more.length; i++) {
                more[i] = first.another();
            }
            try (Client tooMany = Client.silent(box.port())) {
                assertTrue(tooMany.ended());
            }
            more[0].close();
            assertEquals("<data/>", more[1].running());
        }
    }

    private static String receive(Client client) {
        try {
            return client.receive().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
