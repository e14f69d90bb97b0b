package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Options of edit-config (RFC 6241 §7.2), and copies with and without defaults (RFC 6243). */
@Timeout(60)
class EditingTest {
    private static final String OK = "<ok/>";
    private static final String BOX = "<box xmlns='urn:braid:test:box'>%s</box>";

    /** Other modules have defaults too. */
    private static final String FILTER = "<filter>" + BOX.formatted("") + "</filter>";

    /** Breaks a must. */
    private static final String HEAVY = "<item><name>a</name><weight>900</weight></item>";

    /** The second of three parts cannot be done. */
    private static final String HALF =
            "<owner>ann</owner><item nc:operation='delete'><name>a</name></item><size>5</size>";

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

    private String edit(String options, String content) throws IOException {
        return client.call("<edit-config><target><candidate/></target>" + options
                + "<config xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0'>" + BOX.formatted(content)
                + "</config></edit-config>");
    }

    private static String test(String option) {
        return option == null ? "" : "<test-option>" + option + "</test-option>";
    }

    private static String error(String option) {
        return option == null ? "" : "<error-option>" + option + "</error-option>";
    }

    private String candidate() throws IOException {
        return client.call("<get-config><source><candidate/></source>" + FILTER + "</get-config>");
    }

    private static String data(String content) {
        return content.isEmpty() ? "<data/>" : "<data><box xmlns=\"urn:braid:test:box\">" + content + "</box></data>";
    }

    /** test-then-set is the default, as :validate is announced. */
    @ParameterizedTest
    @CsvSource({",false", "test-then-set,false", "set,true", "test-only,false"})
    void theTestOptionSaysWhetherAnInvalidEditIsDone(String option, boolean done) throws IOException {
        String reply = edit(test(option), HEAVY);
        if (done) {
            assertEquals(OK, reply);
        } else {
            assertTrue(reply.contains("<error-app-tag>too-heavy</error-app-tag>"), reply);
            assertTrue(reply.contains("/box:box/box:item[box:name='a']/box:weight</error-path>"), reply);
            assertTrue(reply.contains(">Take something lighter.</error-message>"), reply);
        }
        assertEquals(data(done ? HEAVY : ""), candidate());
    }

    @ParameterizedTest
    @CsvSource({",true", "test-then-set,true", "set,true", "test-only,false"})
    void theTestOptionSaysWhetherAValidEditIsDone(String option, boolean done) throws IOException {
        edit("", "<owner>eve</owner>");
        assertEquals(OK, edit(test(option), "<size>5</size>"));
        assertEquals(data("<owner>eve</owner>" + (done ? "<size>5</size>" : "")), candidate());
    }

    @ParameterizedTest
    @CsvSource({
        "set,,<owner>ann</owner>",
        "set,stop-on-error,<owner>ann</owner>",
        "set,continue-on-error,<owner>ann</owner><size>5</size>",
        "set,rollback-on-error,",
        ",,",
        ",stop-on-error,",
        ",continue-on-error,<owner>ann</owner><size>5</size>",
        ",rollback-on-error,"
    })
    void theErrorOptionSaysWhatIsDoneOfAnEditThatFailsInTheMiddle(String test, String error, String stays)
            throws IOException {
        String reply = edit(test(test) + error(error), HALF);
        assertTrue(reply.contains("<error-tag>data-missing</error-tag>"), reply);
        assertTrue(reply.contains("/box:box/box:item[box:name='a']</error-path>"), reply);
        assertEquals(data(stays == null ? "" : stays), candidate());
    }

    @Test
    void errorsOfTheEditAndOfItsResultAreToldTogether() throws IOException {
        String reply = edit(
                error("continue-on-error"), "<item nc:operation='delete'><name>z</name></item>" + HEAVY);
        assertTrue(reply.contains("data-missing"), reply);
        assertTrue(reply.contains("too-heavy"), reply);
        assertEquals("<data/>", candidate());
    }

    @Test
    void optionsThatDoNotExistAreRefused() throws IOException {
        for (String option : new String[] {
            test("perhaps"), error("ignore"), "<default-operation>delete</default-operation>"
        }) {
            String reply = edit(option, "<size>5</size>");
            assertTrue(reply.contains("<error-tag>invalid-value</error-tag>"), reply);
            assertTrue(reply.contains("use "), reply);
        }
        String reply = client.call("<edit-config><target><candidate/></target><url>file:///etc/passwd</url></edit-config>");
        assertTrue(reply.contains("<error-tag>operation-not-supported</error-tag>"), reply);
        reply = client.call("<edit-config><target><candidate/></target></edit-config>");
        assertTrue(reply.contains("<error-tag>missing-element</error-tag>"), reply);
        assertTrue(reply.contains("<bad-element>config</bad-element>"), reply);
    }

    private static String withDefaults(String mode) {
        return "<with-defaults xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults'>" + mode
                + "</with-defaults>";
    }

    private static final String TAG = "<%s xmlns:wd=\"urn:ietf:params:xml:ns:netconf:default:1.0\" wd:default=\"true\">%s</%1$s>";

    @Test
    void eachModeTellsItsDefaults() throws IOException {
        edit("", "<size>10</size><item><name>a</name><weight>1</weight></item><item><name>b</name></item>");
        client.call("<commit/>");
        String explicit = "<size>10</size><item><name>a</name><weight>1</weight></item><item><name>b</name></item>";
        String all = "<size>10</size><item><name>a</name><weight>1</weight></item>"
                + "<item><name>b</name><weight>1</weight></item>";
        String tagged = "<size>10</size><item><name>a</name><weight>1</weight></item><item><name>b</name>"
                + TAG.formatted("weight", "1") + "</item>";
        String trim = "<item><name>a</name></item><item><name>b</name></item>";
        for (String[] each : new String[][] {
            {"explicit", explicit}, {"report-all", all}, {"report-all-tagged", tagged}, {"trim", trim}
        }) {
            String mode = withDefaults(each[0]);
            String expected = data(each[1]);
            assertEquals(
                    expected,
                    client.call("<get-config><source><running/></source>" + FILTER + mode + "</get-config>"),
                    each[0]);
            assertEquals(
                    expected,
                    client.call("<get>" + FILTER + mode + "</get>"),
                    "get " + each[0]);
        }
        assertTrue(client.call("<get>" + withDefaults("some") + "</get>").contains("<error-tag>invalid-value</error-tag>"));
        assertTrue(client.call("<get><with-defaults>trim</with-defaults></get>").contains(">unknown-element<"));
    }

    @Test
    void aCopyHasWhatItsModeTells() throws IOException {
        edit("", "<size>10</size><item><name>a</name></item>");
        client.call("<commit/>");
        String[][] copies = {
            {"explicit", "<size>10</size><item><name>a</name></item>"},
            {"report-all-tagged", "<size>10</size><item><name>a</name></item>"},
            {"report-all", "<size>10</size><item><name>a</name><weight>1</weight></item>"},
            {"trim", "<item><name>a</name></item>"}
        };
        for (String[] each : copies) {
            assertEquals(
                    OK,
                    client.call("<copy-config><target><candidate/></target><source><running/></source>"
                            + withDefaults(each[0]) + "</copy-config>"));
            assertEquals(data(each[1]), candidate(), each[0]);
            client.call("<discard-changes/>");
        }
        assertFalse(client.running().contains("weight"));
    }
}
