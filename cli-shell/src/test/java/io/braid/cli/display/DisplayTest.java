package io.braid.cli.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.codec.CurlyReader;
import io.braid.yang.codec.Document;
import io.braid.yang.codec.JsonReader;
import io.braid.yang.codec.SetReader;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Contents;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Diff;
import io.braid.yang.tree.Key;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each format shows the same, in its own words; what names its place loads back. */
final class DisplayTest {
    private static final Schema SCHEMA = Models.braid();
    private static final String TEXT =
            """
            mcp {
                interface eth0 {
                    role customer-facing;
                }
                service home {
                    role upstream;
                    intercept {
                        interface eth0;
                    }
                    concentrator c1 {
                        address 192.0.2.1;
                    }
                    concentrator b2 {
                        address 192.0.2.2;
                    }
                }
                service out {
                    enabled false;
                    role downstream;
                    explicit {
                        address [ 192.0.2.1 2001:db8::1 ];
                    }
                }
            }
            """;

    private final InnerSchema mcp = (InnerSchema) SCHEMA.root().child("mcp");
    private final ListSchema service = (ListSchema) mcp.child("service");
    private final DataPath top = DataPath.root(SCHEMA.root());
    private final DataPath home = top.child(mcp).entry(service, Key.of("home"));
    private final Branch root = read(TEXT);

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Branch read(String text) {
        Document document = new CurlyReader(SCHEMA, 1 << 20).read(stream(text));
        assertEquals(List.of(), document.problems());
        return document.root();
    }

    private String shown(Format format, DataPath place) {
        List<String> lines = new ArrayList<>();
        new Display(SCHEMA, format, lines::add).config(place, place.in(root));
        return String.join("\n", lines) + "\n";
    }

    @Test
    void textBeginsInsideThePlace() {
        assertEquals(TEXT, shown(Format.TEXT, top));
        assertEquals("role customer-facing;\n", shown(Format.TEXT, top.child(mcp).entry((ListSchema) mcp.child("interface"), Key.of("eth0"))));
        assertEquals("role upstream;\n", shown(Format.TEXT, home.child(service.child("role"))));
        assertEquals("\n", shown(Format.TEXT, home.child(service.child("timers"))));
    }

    @Test
    void othersNameWhatIsAroundThePlace() {
        assertEquals(
                """
                set mcp service home role upstream
                set mcp service home intercept interface eth0
                set mcp service home concentrator c1 address 192.0.2.1
                set mcp service home concentrator b2 address 192.0.2.2
                """,
                shown(Format.SET, home));
        assertEquals(
                """
                {
                  "braid-mcp:mcp": {
                    "service": [
                      {
                        "name": "home",
                        "role": "upstream"
                      }
                    ]
                  }
                }
                """,
                shown(Format.JSON, home.child(service.child("role"))));
        assertEquals(
                """
                <config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">
                  <mcp xmlns="urn:braid:yang:braid-mcp">
                    <service>
                      <name>home</name>
                      <role>upstream</role>
                    </service>
                  </mcp>
                </config>
                """,
                shown(Format.XML, home.child(service.child("role"))));
        assertEquals(
                """
                <rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1">
                  <edit-config>
                    <target><candidate/></target>
                    <config xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns:yang="urn:ietf:params:xml:ns:yang:1">
                      <mcp xmlns="urn:braid:yang:braid-mcp">
                        <service>
                          <name>home</name>
                          <role>upstream</role>
                        </service>
                      </mcp>
                    </config>
                  </edit-config>
                </rpc>
                """,
                shown(Format.NETCONF, home.child(service.child("role"))));
        assertEquals("{}\n", shown(Format.JSON, home.child(service.child("timers"))));
    }

    @Test
    void whatNamesItsPlaceLoadsBack() {
        assertSame(root, read(shown(Format.TEXT, top)));
        for (DataPath place : List.of(top, top.child(mcp), top.child(mcp).child(service), home)) {
            Branch json = document(new JsonReader(SCHEMA, 1 << 20).read(stream(shown(Format.JSON, place))));
            assertSame(json, document(new XmlReader(SCHEMA, 1 << 20).read(stream(shown(Format.XML, place)))));
            SetReader.Result lines = new SetReader(SCHEMA, 1 << 20).read(stream(shown(Format.SET, place)));
            assertEquals(List.of(), lines.problems());
            assertSame(json, TreeEdit.apply(Branch.empty(SCHEMA.root()), EditRequest.merge(lines.edit())).root());
            assertTrue(Contents.same(place.in(root), place.in(json)), place::text);
        }
    }

    private static Branch document(Document document) {
        assertEquals(List.of(), document.problems());
        return document.root();
    }

    private static void assertSame(Branch a, Branch b) {
        assertTrue(Contents.same(a, b), () -> a + "\n" + b);
    }

    @Test
    void changesAreCommandsOrNetconf() {
        Branch after = read(TEXT.replace("192.0.2.2", "192.0.2.9").replace("    enabled false;\n", "")
                .replace("concentrator c1", "concentrator d1"));
        List<String> lines = new ArrayList<>();
        new Display(SCHEMA, Format.SET, lines::add).changes(root, Diff.between(root, after));
        assertEquals(
                """
                delete mcp service home concentrator c1
                delete mcp service out enabled
                set mcp service home concentrator b2 address 192.0.2.9
                set mcp service home concentrator d1 address 192.0.2.1
                insert mcp service home concentrator d1 first
                insert mcp service home concentrator b2 after d1"""
                        .lines().sorted().toList(),
                lines.stream().sorted().toList());
        assertThrows(IllegalArgumentException.class, () ->
                new Display(SCHEMA, Format.JSON, lines::add).changes(root, List.of()));
    }

    @Test
    void stateIsShownWithConfiguration() {
        var instance = new Evaluator(SCHEMA).root(root);
        List<String> lines = new ArrayList<>();
        new Display(SCHEMA, Format.TEXT, lines::add).state(instance, new View(true, Defaults.EXPLICIT));
        assertEquals(TEXT, String.join("\n", lines) + "\n");
        lines.clear();
        var around = instance.children(mcp).getFirst();
        new Display(SCHEMA, Format.SET, lines::add).state(around, service, new View(true, Defaults.EXPLICIT));
        assertEquals(shown(Format.SET, top.child(mcp).child(service)), String.join("\n", lines) + "\n");
        lines.clear();
        new Display(SCHEMA, Format.JSON, lines::add)
                .state(around.entry(service, Key.of("home")).orElseThrow(), new View(true, Defaults.EXPLICIT));
        assertEquals(shown(Format.JSON, home), String.join("\n", lines) + "\n");
        assertEquals(Optional.of(Format.SET), Format.of("set"));
    }
}
