package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong, odd or meant to harm: each rpc has its reply, and the next one is answered as if nothing had been. */
@Timeout(60)
class HostileTest {
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";

    @TempDir
    private Path directory;

    private Box box;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        box = new Box(directory);
        client = Client.connect(box.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        box.close();
    }

    /** RFC 6241 §4.1: errors carry all attributes of the rpc too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<get-config><source><running/></source></get-config>",
                "<dance/>",
                "<get><get/></get>",
                "",
                "<get/><get/>",
                "<edit-config><target><candidate/></target><config><nothing xmlns='urn:x'/></config></edit-config>",
                "<edit-config><target><candidate/></target><config>text</config></edit-config>",
                "<kill-session/>",
                "<lock><target><startup/></target></lock>",
                "<lock><target><candidate xmlns='urn:x'/></target></lock>",
                "<lock/>",
                "<get><filter type='xpath'/></get>",
                "<get><filter type='xpath' select='///'/></get>",
                "<get><filter type='xpath' select='$x'/></get>",
                "<get><filter type='xpath' select='nonsense()'/></get>",
                "<get><filter type='regex'/></get>",
                "<action xmlns='urn:ietf:params:xml:ns:yang:1'/>",
                "<commit><persist-id>nobody's</persist-id></commit>",
                "<cancel-commit/>"
            })
    void everyRpcHasAReplyWithItsAttributes(String operation) throws IOException {
        client.send("<rpc xmlns='" + BASE + "' message-id='a&lt;b' xmlns:n='urn:n' n:note='mine'>" + operation + "</rpc>");
        String reply = client.receive().orElseThrow();
        assertTrue(reply.startsWith("<rpc-reply xmlns=\"" + BASE + "\""), reply);
        String head = reply.substring(0, reply.indexOf('>'));
        assertTrue(head.contains(" message-id=\"a&lt;b\"") && head.contains(" n:note=\"mine\""), head);
        assertEquals("<data/>", client.running());
    }

    @ParameterizedTest
    @CsvSource({
        "'<edit-config><target><candidate/></target><config>', '</config></edit-config>', 5000",
        "'<edit-config><target><candidate/></target><config><box xmlns=''urn:braid:test:box''>', '</box></config></edit-config>', 5000",
        "'<get><filter>', '</filter></get>', 5000",
        "'', '', 5000",
        "'<edit-config><target><candidate/></target><config>', '</config></edit-config>', 70",
        "'<get><filter>', '</filter></get>', 70"
    })
    void deepNestingIsToldAndTheSessionGoesOn(String before, String after, int depth) throws IOException {
        String reply = client.call(before + "<a>".repeat(depth) + "</a>".repeat(depth) + after);
        assertTrue(reply.contains("<rpc-error>"), reply);
        assertEquals("<data/>", client.running());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not(", "/*[", "-", "1+", "a|"})
    void aDeepExpressionIsToldAndTheSessionGoesOn(String part) throws IOException {
        String reply = client.call(
                "<get><filter type='xpath' select=\"" + part.repeat(10_000) + "\"/></get>");
        assertTrue(reply.contains("<error-tag>invalid-value</error-tag>"), reply);
        assertEquals("<data/>", client.running());
    }

    @Test
    void entitiesAreNotExpanded() throws IOException {
        client.send("<!DOCTYPE rpc [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rpc xmlns='" + BASE
                + "' message-id='1'><edit-config><target><candidate/></target><config><box xmlns='urn:braid:test:box'>"
                + "<owner>&f;</owner></box></config></edit-config></rpc>");
        String reply = client.receive().orElseThrow();
        assertTrue(reply.contains("<error-tag>malformed-message</error-tag>"), reply);
        assertTrue(reply.contains("DOCTYPE"), reply);
        assertEquals("<data/>", client.call("<get-config><source><candidate/></source></get-config>"));
        client.send("<rpc xmlns='" + BASE + "' message-id='1'><get>&unknown;</get></rpc>");
        assertTrue(client.receive().orElseThrow().contains("<error-tag>malformed-message</error-tag>"));
        assertEquals("<data/>", client.running());
    }

    @Test
    void manyErrorsAreCutAtAHundred() throws IOException {
        String reply = client.edit("<box xmlns='urn:braid:test:box'>" + "<nope/>".repeat(500) + "</box>");
        int told = reply.split("<rpc-error>", -1).length - 1;
        assertTrue(told >= 50 && told <= 101, Integer.toString(told));
        assertEquals("<data/>", client.running());
    }

    /** malformed-message is an error of base:1.1 (RFC 6241 appendix A). */
    @Test
    void anOldPeerIsToldInOldWords() throws IOException {
        try (Client old = Client.silent(box.port()).greet("1.0")) {
            old.send("<rpc xmlns='" + BASE + "' message-id='1'><get>");
            String reply = old.receive().orElseThrow();
            assertTrue(reply.contains("<error-tag>operation-failed</error-tag>"), reply);
            assertEquals("<data/>", old.running());
            assertEquals("<ok/>", old.call("<lock><target><candidate/></target></lock>"));
            assertTrue(old.edit("<box xmlns='urn:braid:test:box'><size>0</size></box>").contains("invalid-value"));
            assertEquals("<ok/>", old.call("<close-session/>"));
            assertTrue(old.ended());
        }
    }

    @Test
    void locksAreHeldOnceAndTold() throws IOException {
        String lock = "<lock><target><running/></target></lock>";
        String unlock = "<unlock><target><running/></target></unlock>";
        String state = "<get><filter><netconf-state xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring'>"
                + "<datastores/></netconf-state></filter></get>";
        assertTrue(client.call(unlock).contains("<error-tag>operation-failed</error-tag>"));
        assertEquals("<ok/>", client.call(lock));
        assertTrue(client.call(lock).contains("<error-tag>lock-denied</error-tag>"));
        String told = client.call(state);
        assertTrue(told.contains("<datastore><name>running</name><locks><global-lock><locked-by-session>1</locked-by-session>"
                + "<locked-time>"), told);
        assertTrue(told.contains("<datastore><name>candidate</name></datastore>"), told);
        try (Client other = client.another()) {
            assertTrue(other.call(unlock).contains("<error-tag>operation-failed</error-tag>"));
        }
        assertEquals("<ok/>", client.call(unlock));
        assertTrue(!client.call(state).contains("<locks>"));
    }

    @Test
    void theEndOfASessionTakesBackWhatItDidNotConfirm() throws Exception {
        String size = "<box xmlns='urn:braid:test:box'><size>%d</size></box>";
        try (Client other = client.another()) {
            assertEquals("<ok/>", other.edit(size.formatted(5)));
            assertEquals("<ok/>", other.call("<commit><confirmed/></commit>"));
            assertTrue(client.call("<commit/>").contains("<error-tag>in-use</error-tag>"));
            assertTrue(client.call("<lock><target><running/></target></lock>").contains("<error-tag>lock-denied</error-tag>"));
            assertTrue(client.call("<cancel-commit/>").contains("<rpc-error>"));
            assertTrue(client.running().contains("<size>5</size>"));
        }
        // Its session is over: what it did not confirm is taken back.
        while (!client.running().equals("<data/>")) {
            Thread.sleep(20);
        }
    }
}
