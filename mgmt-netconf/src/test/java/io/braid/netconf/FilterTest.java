package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Subtree filters (RFC 6241 §6), XPath (§8.9) and with-defaults (RFC 6243); the cases are data. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTest {
    private final Visits visits = new Visits();
    private Box box;
    private Client client;

    /** A case: what is asked, and the content of data in the reply, without white space between elements. */
    record Case(String name, String request, String data) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        box = new Box(directory, List.of(visits), List.of());
        client = Client.connect(box.port());
        assertEquals("<ok/>", client.edit(
                """
                <box xmlns='urn:braid:test:box' xmlns:b='urn:braid:test:box'><owner>ann &amp; bob</owner><size>10</size>\
                <paint>b:red</paint><favourite>/b:box/b:item[b:name='a']</favourite><tag>x</tag><tag>y</tag>\
                <item><name>a</name><place>1</place><weight>1</weight></item>\
                <item><name>b</name><place>2</place><address>2001:DB8::0:1</address></item>\
                <rule><name>z</name><allow>true</allow></rule><rule><name>q</name><allow>false</allow></rule></box>"""));
        assertEquals("<ok/>", client.call("<commit/>"));
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        box.close();
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = FilterTest.class.getResourceAsStream("/filters.txt")) {
            List<Case> cases = new ArrayList<>();
            for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^# ")) {
                String[] lines = part.split("\n", 2);
                if (lines.length == 2 && lines[1].contains("\n=>")) {
                    String[] sides = lines[1].split("\n=>", 2);
                    cases.add(new Case(lines[0], flat(sides[0]), flat(sides[1])));
                }
            }
            return cases.stream();
        }
    }

    private static String flat(String text) {
        return text.strip().replaceAll("\\s*\n\\s*", "");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReplyHasWhatTheFilterSelects(Case each) throws IOException {
        String data = each.data.isEmpty()
                ? "<data/>"
                : "<data>" + each.data.replace("<box>", "<box xmlns=\"urn:braid:test:box\">") + "</data>";
        assertEquals(data, client.call(each.request.replace("'B'", "'urn:braid:test:box'")));
    }

    @Test
    void stateIsAskedForOnlyWhereTheFilterLeads() throws IOException {
        int before = visits.asked().size();
        int taken = visits.taken();
        client.call("<get><filter><box xmlns='urn:braid:test:box'><item><place/></item></box></filter></get>");
        client.call("<get-config><source><running/></source></get-config>");
        assertEquals(before, visits.asked().size());
        client.call("<get><filter><box xmlns='urn:braid:test:box'><item><name>b</name><use><visit><number>2</number>"
                + "</visit></use></item></box></filter></get>");
        client.call("<get><filter type='xpath' xmlns:b='urn:braid:test:box' "
                + "select=\"/b:box/b:item[b:name='b']/b:use/b:visit[b:number='3']\"/></get>");
        assertEquals(
                List.of(
                        "/box:box/item[name='b']/use{/box:box/item/use/visit/number=2}",
                        "/box:box/item[name='b']/use{/box:box/item/use/visit/number=3}"),
                visits.asked().subList(before, visits.asked().size()));
        assertEquals(taken + 2, visits.taken());
    }

    @Test
    void filtersThatAreNoneAreRefused() throws IOException {
        for (String filter : List.of(
                "<filter type='regex'/>", "<filter type='xpath'/>", "<filter type='xpath' select='/a['/>",
                "<filter type='xpath' select='count(/*)'/>", "<filter type='xpath' select='/nope:a'/>",
                "<filter type='xpath' select='" + "(".repeat(2000) + "1" + ")".repeat(2000) + "'/>",
                "<with-defaults xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults'>some</with-defaults>")) {
            String reply = client.call("<get>" + filter + "</get>");
            assertTrue(reply.startsWith("<rpc-error>") && !reply.contains("internal"), filter + ": " + reply);
        }
    }
}
