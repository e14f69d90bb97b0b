package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Requests that are damaged at random: each has a reply, none ends the session or meets a defect. */
@Timeout(120)
class DamagedMessagesTest {
    private static final int MESSAGES = 1500;

    private static final String EDIT = "<edit-config><target><candidate/></target><test-option>set</test-option>"
            + "<error-option>continue-on-error</error-option><config xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\""
            + " xmlns:y=\"urn:ietf:params:xml:ns:yang:1\"><box xmlns=\"urn:braid:test:box\">%s</box></config></edit-config>";

    private static final List<String> OPERATIONS = List.of(
            EDIT.formatted("<owner>ann</owner><item><name>a</name><weight>7</weight><address>192.0.2.1</address></item>"),
            EDIT.formatted("<item nc:operation=\"replace\"><name>b</name></item><spare>b</spare><tag>x</tag><tag>y</tag>"),
            EDIT.formatted("<rule y:insert=\"before\" y:key=\"[b:name='r']\" xmlns:b=\"urn:braid:test:box\"><name>s</name>"
                    + "<allow>true</allow></rule><key/><paint xmlns:b=\"urn:braid:test:box\">b:red</paint>"),
            EDIT.formatted("<item nc:operation=\"delete\"><name>a</name></item><code nc:operation=\"remove\">12</code>"
                    + "<favourite xmlns:b=\"urn:braid:test:box\">/b:box/b:item[b:name='a']</favourite>"),
            "<get><filter><box xmlns=\"urn:braid:test:box\"><item><name>a</name><weight/></item></box></filter></get>",
            "<get><filter type=\"xpath\" xmlns:b=\"urn:braid:test:box\" select=\"/b:box/b:item[b:name='a' or b:weight &gt; 3]\"/></get>",
            "<get-config><source><candidate/></source><with-defaults"
                    + " xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults\">report-all-tagged</with-defaults></get-config>",
            "<copy-config><target><candidate/></target><source><config><box xmlns=\"urn:braid:test:box\"><size>4</size></box>"
                    + "</config></source></copy-config>",
            "<validate><source><candidate/></source></validate>",
            "<commit><confirmed/><confirm-timeout>1</confirm-timeout></commit>",
            "<action xmlns=\"urn:ietf:params:xml:ns:yang:1\"><box xmlns=\"urn:braid:test:box\"><item><name>a</name><open>"
                    + "<times>3</times></open></item></box></action>",
            "<get-schema xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><identifier>box</identifier></get-schema>");

    /** Pieces that mean something somewhere. */
    private static final List<String> PIECES = List.of(
            "<", ">", "/", "&", "&amp;", "&#0;", "&#x1F600;", "\"", "'", "=", "]]>", "]]>]]>", "<!--", "<![CDATA[", "<?x", "\u0000",
            "\u00e9", " xmlns=\"\"", " xmlns=\"urn:x\"", " nc:operation=\"delete\"", " nc:operation=\"create\"", " y:insert=\"after\"",
            "<item>", "</item>", "<name/>", "<box/>", "-1", "99999999999999999999", "[", "]", "(", "//", "::", "*", "@", "$", "|",
            "current()", "deref(.)", "b:", "a".repeat(300), "\n\t ");

    @TempDir
    private Path directory;

    @Test
    void eachHasAReply() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger("io.braid.netconf");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try (Box box = new Box(directory);
                Client client = Client.connect(box.port())) {
            for (int seed = 0; seed < MESSAGES; seed++) {
                String message = damaged(new Random(seed));
                client.send(message);
                String reply = client.receive().orElseThrow(() -> new AssertionError("no reply to " + message));
                assertTrue(reply.startsWith("<rpc-reply ") && reply.endsWith("</rpc-reply>"), message + "\n" + reply);
                assertTrue(!reply.contains("internal error"), message + "\n" + reply);
            }
            client.call("<discard-changes/>");
            assertTrue(client.running().startsWith("<data"));
        } finally {
            log.detachAppender(lines);
        }
        assertEquals(
                List.of(),
                lines.list.stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.ERROR))
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(OPERATIONS.get(random.nextInt(OPERATIONS.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, Math.min(end, text.length() - 1));
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            }
        }
        String head = random.nextInt(20) == 0 ? "<rpc message-id='1'>" : "<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' "
                + "message-id='" + random.nextInt(100) + "'>";
        return head + text + "</rpc>";
    }
}
