package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.braid.netconf.rpc.ReplyWriter;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The operations of RFC 6241 §7 and §8, actions of RFC 7950 §7.15. */
@Timeout(60)
class OperationsTest {
    private static final String OK = "<ok/>";
    private static final String BOX = "<box xmlns='urn:braid:test:box'>%s</box>";

    @TempDir
    private Path directory;

    private Box box;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        box = new Box(directory, List.of(new Visits()), List.of(new Open()));
        client = Client.connect(box.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        box.close();
    }

    private String edit(String content) throws IOException {
        return client.edit(BOX.formatted(content));
    }

    private String editWith(String options, String content) throws IOException {
        return client.call("<edit-config><target><candidate/></target>" + options
                + "<config xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0' xmlns:y='urn:ietf:params:xml:ns:yang:1'"
                + " xmlns:wd='urn:ietf:params:xml:ns:netconf:default:1.0'>" + BOX.formatted(content)
                + "</config></edit-config>");
    }

    /** An edit that may leave the candidate invalid. */
    private String draft(String content) throws IOException {
        return editWith("<test-option>set</test-option>", content);
    }

    private String data(String content) {
        return "<data><box xmlns=\"urn:braid:test:box\">" + content + "</box></data>";
    }

    private String candidate() throws IOException {
        return client.call("<get-config><source><candidate/></source></get-config>");
    }

    private void contains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), part + "\nis not in\n" + text);
        }
    }

    @Test
    void anEditIsSeenInTheCandidateAndAfterCommitInRunning() throws IOException {
        assertEquals(OK, edit("<owner>ann</owner><item><name>a</name><weight>7</weight></item>"));
        String edited = data("<owner>ann</owner><item><name>a</name><weight>7</weight></item>");
        assertEquals(edited, candidate());
        assertEquals("<data/>", client.running());
        assertEquals(OK, client.call("<commit/>"));
        assertEquals(edited, client.running());
    }

    @Test
    void everyOperationOfAnEditIsPerformed() throws IOException {
        assertEquals(OK, edit("<owner>ann</owner><tag>x</tag><item><name>a</name></item><item><name>b</name></item>"));
        contains(editWith("", "<item nc:operation='create'><name>a</name></item>"), ">data-exists<",
                "xmlns:box=\"urn:braid:test:box\">/box:box/box:item[box:name='a']</error-path>");
        contains(editWith("", "<item nc:operation='delete'><name>c</name></item>"), ">data-missing<");
        assertEquals(OK, editWith("", "<item nc:operation='remove'><name>c</name></item>"));
        assertEquals(OK, editWith("", "<item nc:operation='delete'><name>b</name></item>"));
        assertEquals(OK, editWith("", "<owner nc:operation='delete'/><tag nc:operation='delete'>x</tag>"));
        assertEquals(OK, editWith("", "<item nc:operation='replace'><name>a</name><place>3</place></item>"));
        assertEquals(data("<item><name>a</name><place>3</place></item>"), candidate());
        assertEquals(OK, editWith("<default-operation>replace</default-operation>", "<size>3</size>"));
        assertEquals(data("<size>3</size>"), candidate());
        contains(editWith("<default-operation>none</default-operation>", "<owner>eve</owner>"), ">data-missing<");
        assertEquals(OK, edit("<key/>"));
        assertEquals(OK, edit("<code>12</code>"));
        assertEquals(data("<size>3</size><code>12</code>"), candidate());
        assertEquals(OK, editWith("", "<size wd:default='true'>10</size>"));
        contains(editWith("", "<size wd:default='true'>11</size>"), ">invalid-value<");
        assertEquals(data("<code>12</code>"), candidate());
    }

    @Test
    void theOrderOfAUserIsKept() throws IOException {
        assertEquals(OK, edit("<rule><name>a</name><allow>true</allow></rule><rule><name>b</name><allow>false</allow></rule>"));
        assertEquals(OK, editWith("", "<rule y:insert='first'><name>c</name><allow>true</allow></rule>"));
        assertEquals(OK, editWith("",
                "<rule xmlns:b='urn:braid:test:box' y:insert='before' y:key=\"[b:name='b']\"><name>d</name><allow>true</allow></rule>"));
        assertEquals("c a d b", candidate().replaceAll("<name>(.)</name>", " $1 ").replaceAll("<[^>]*>|true|false", "")
                .strip().replaceAll(" +", " "));
        contains(editWith("", "<rule y:insert='after'><name>e</name><allow>true</allow></rule>"), ">missing-attribute<",
                "<bad-attribute>key</bad-attribute>");
    }

    @Test
    void whatDoesNotFitTheModelIsToldTogetherWithItsPlace() throws IOException {
        String reply = edit("<owner/><size>2000</size><sise>1</sise><item><place>1</place></item><paint>green</paint>"
                + "<item><name>a</name><use><opened>1</opened></use></item>");
        contains(reply, "<error-path xmlns:box=\"urn:braid:test:box\">/box:box/box:size</error-path>",
                "<error-path xmlns:box=\"urn:braid:test:box\">/box:box/box:owner</error-path>",
                "<bad-element>sise</bad-element>", "did you mean size?", "/box:box/box:paint<");
        assertEquals("<data/>", candidate());
    }

    @Test
    void anInvalidCandidateIsRefusedWithEveryViolation() throws IOException {
        assertEquals(OK, draft("<item><name>a</name><weight>900</weight><place>1</place></item>"
                + "<item><name>b</name><place>1</place></item><rule><name>r</name></rule><spare>z</spare>"));
        for (String operation : List.of("<commit/>", "<validate><source><candidate/></source></validate>")) {
            String reply = client.call(operation);
            contains(reply, "<error-app-tag>too-heavy</error-app-tag>", ">Take something lighter.</error-message>",
                    "/box:box/box:item[box:name='a']/box:weight</error-path>",
                    "<error-app-tag>data-not-unique</error-app-tag>", "<non-unique xmlns=\"urn:ietf:params:xml:ns:yang:1\"",
                    "/box:box/box:item[box:name='b']/box:place</non-unique>",
                    "<error-app-tag>instance-required</error-app-tag>", "/box:box/box:rule[box:name='r']/box:allow<");
        }
        assertEquals(OK, client.call("<discard-changes/>"));
        contains(client.call("<validate><source><config>" + BOX.formatted("<spare>q</spare>") + "</config></source></validate>"),
                "instance-required");
        contains(editWith("<test-option>test-only</test-option>", "<spare>q</spare>"), "instance-required");
        assertEquals("<data/>", candidate());
    }

    @Test
    void errorOptionsDecideWhatStays() throws IOException {
        String content = "<owner>ann</owner><item nc:operation='delete'><name>a</name></item><size>5</size>";
        contains(editWith("<error-option>rollback-on-error</error-option>", content), "data-missing");
        assertEquals("<data/>", candidate());
        contains(editWith("<error-option>continue-on-error</error-option>", content), "data-missing");
        assertEquals(data("<owner>ann</owner><size>5</size>"), candidate());
    }

    @Test
    void locksAndDirtyCandidatesAreRespected() throws IOException {
        try (Client other = client.another()) {
            assertEquals(OK, client.call("<lock><target><candidate/></target></lock>"));
            contains(other.edit(BOX.formatted("<size>5</size>")), ">in-use<");
            assertEquals(OK, edit("<size>5</size>"));
            assertEquals(OK, client.call("<unlock><target><candidate/></target></unlock>"));
            assertEquals("<data/>", candidate());
            assertEquals(OK, edit("<size>5</size>"));
            contains(other.call("<lock><target><candidate/></target></lock>"), ">lock-denied<", "<session-id>0</session-id>");
            assertEquals(OK, other.call("<lock><target><running/></target></lock>"));
            contains(client.call("<commit/>"), ">in-use<");
        }
    }

    @Test
    void aConfirmedCommitIsRolledBackUnlessItIsConfirmed() throws Exception {
        assertEquals(OK, edit("<size>5</size>"));
        assertEquals(OK, client.call("<commit><confirmed/><confirm-timeout>1</confirm-timeout></commit>"));
        assertEquals(data("<size>5</size>"), client.running());
        while (!client.running().equals("<data/>")) {
            Thread.sleep(50);
        }
        assertEquals(OK, client.call("<discard-changes/>"));
        assertEquals(OK, edit("<size>6</size>"));
        assertEquals(OK, client.call("<commit><confirmed/><persist>p1</persist></commit>"));
        contains(client.call("<commit/>"), "rpc-error");
        contains(client.call("<cancel-commit><persist-id>p2</persist-id></cancel-commit>"), ">invalid-value<");
        assertEquals(OK, client.call("<commit><persist-id>p1</persist-id></commit>"));
        contains(client.call("<cancel-commit/>"), "rpc-error");
        contains(client.call("<commit><confirm-timeout>5</confirm-timeout></commit>"), ">bad-element<");
        contains(client.call("<commit><confirmed/><confirm-timeout>0</confirm-timeout></commit>"), ">invalid-value<");
    }

    @Test
    void wholeConfigurationsAreCopied() throws IOException {
        String copy = "<copy-config><target><candidate/></target><source>%s</source></copy-config>";
        assertEquals(OK, client.call(copy.formatted("<config>" + BOX.formatted("<size>5</size>") + "</config>")));
        assertEquals(data("<size>5</size>"), candidate());
        assertEquals(OK, client.call(copy.formatted("<running/>")));
        assertEquals("<data/>", candidate());
        contains(client.call(copy.formatted("<candidate/>")), ">invalid-value<");
        contains(client.call(copy.formatted("<url>file:///x</url>")), ">operation-not-supported<");
        contains(client.call("<copy-config><target><running/></target><source><candidate/></source></copy-config>"),
                ">operation-not-supported<");
    }

    @Test
    void whatThereIsNotIsRefusedInWords() throws IOException {
        contains(client.call("<delete-config><target><startup/></target></delete-config>"),
                ">operation-not-supported<", "a commit persists");
        contains(client.call("<delete-config><target><running/></target></delete-config>"), ">operation-not-supported<");
        contains(client.call("<get-config><source><startup/></source></get-config>"), ">operation-not-supported<");
        contains(client.call("<get-config/>"), ">missing-element<", "<bad-element>source</bad-element>");
        contains(client.call("<get-config><source><running/></source><sorce/></get-config>"), ">unknown-element<");
        contains(client.call("<edit-config><target><running/></target><config/></edit-config>"), ">operation-not-supported<");
        contains(client.call("<partial-lock/>"), ">operation-not-supported<", "<bad-element>partial-lock</bad-element>");
        contains(client.call("<dance xmlns='urn:x'/>"), ">operation-not-supported<");
    }

    @Test
    void actionsAreInvokedOnNodesThatExist() throws IOException {
        assertEquals(OK, edit("<item><name>a</name></item>"));
        assertEquals(OK, client.call("<commit/>"));
        String action = "<action xmlns='urn:ietf:params:xml:ns:yang:1'>"
                + BOX.formatted("<item><name>%s</name><open>%s</open></item>") + "</action>";
        assertEquals("<opened xmlns=\"urn:braid:test:box\">3</opened>",
                client.call(action.formatted("a", "<times>3</times>")));
        contains(client.call(action.formatted("z", "<times>3</times>")), ">data-missing<", "box:item[box:name='z']");
        contains(client.call(action.formatted("a", "")), ">missing-element<", "times");
        contains(client.call(action.formatted("a", "<times>10</times>")), ">invalid-value<");
        contains(client.call(action.formatted("a", "<speed>1</speed>")), ">unknown-element<");
        contains(client.call(action.formatted("a", "<times>9</times>")), ">operation-failed<", "it is stuck");
        contains(client.call("<action xmlns='urn:ietf:params:xml:ns:yang:1'>" + BOX.formatted("<close/>") + "</action>"),
                ">unknown-element<");
        contains(client.call("<shake xmlns='urn:braid:test:box'/>"), ">operation-not-supported<");
    }

    @Test
    void stateThatCannotBeHadIsAnErrorAndTheSessionGoesOn() throws IOException {
        assertEquals(OK, edit("<item><name>a</name></item><item><name>broken</name></item>"));
        assertEquals(OK, client.call("<commit/>"));
        Logger log = (Logger) LoggerFactory.getLogger(ReplyWriter.class);
        log.setLevel(Level.OFF);
        try {
            contains(client.call("<get/>"), "<by>visitor-3</by>", "</data><rpc-error>", ">operation-failed<");
        } finally {
            log.setLevel(null);
        }
        assertEquals(data("<item><name>a</name></item><item><name>broken</name></item>"), client.running());
    }

    @Test
    void theAuditLogTellsWhoDidWhat() throws IOException {
        Logger log = (Logger) LoggerFactory.getLogger("audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(lines);
        try {
            edit("<item><name>a</name></item>");
            edit("<size>0</size>");
            client.call("<commit/>");
            client.running();
            client.call("<action xmlns='urn:ietf:params:xml:ns:yang:1'>"
                    + BOX.formatted("<item><name>a</name><open><times>1</times></open></item>") + "</action>");
        } finally {
            log.detachAppender(lines);
            log.setAdditive(true);
            log.setLevel(null);
        }
        String who = "user=ann origin=\"netconf test\" session=1 operation=";
        assertEquals(
                List.of(
                        who + "edit-config outcome=ok",
                        who + "edit-config outcome=refused",
                        who + "commit outcome=ok",
                        who + "action/box/item/open outcome=ok"),
                lines.list.stream()
                        .map(line -> line.getFormattedMessage().replaceAll(" reason=.*", ""))
                        .toList());
    }

    @Test
    void modulesSessionsAndTheLibraryAreTold() throws IOException {
        String text = client.call("<get-schema xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring'>"
                + "<identifier>box</identifier><version>2026-11-23</version><format>yang</format></get-schema>");
        contains(text, "<data xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\">module box {");
        contains(client.call("<get-schema xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring'>"
                + "<identifier>bax</identifier></get-schema>"), ">invalid-value<");
        String state = client.call("<get><filter><netconf-state xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring'>"
                + "<sessions/></netconf-state></filter></get>");
        contains(state, "<session-id>1</session-id>", "<username>ann</username>", ">ietf-netconf-monitoring:netconf-ssh<");
        contains(client.call("<get><filter type='xpath' xmlns:l='urn:ietf:params:xml:ns:yang:ietf-yang-library' "
                        + "select=\"/l:yang-library/l:module-set/l:module[l:name='box']\"/></get>"),
                "<module-set><name>all</name><module><name>box</name>"
                        + "<namespace>urn:braid:test:box</namespace><revision>2026-11-23</revision></module></module-set>");
        contains(client.call("<get><filter><modules-state xmlns='urn:ietf:params:xml:ns:yang:ietf-yang-library'><module>"
                        + "<name>box</name></module></modules-state></filter></get>"),
                "<module><name>box</name><revision>2026-11-23</revision><namespace>urn:braid:test:box</namespace>"
                        + "<conformance-type>implement</conformance-type></module>");
    }

    /** Opens items; the ninth time it is stuck. */
    private static final class Open implements ActionHandler {
        @Override
        public String path() {
            return "/box:box/item/open";
        }

        @Override
        public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
            String times = Reader.of(input).text("times");
            if (times.equals("9")) {
                throw new DatastoreException(DataError.data(ErrorTag.OPERATION_FAILED, on.text(), "it is stuck"));
            }
            OperationSchema open = ((InnerSchema) on.schema()).operations().getFirst();
            return Branch.of(open.output(), List.of(new Leaf((ValueSchema) open.output().child("opened"), times)));
        }
    }
}
