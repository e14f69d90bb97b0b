package io.braid.cli.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.braid.cli.display.Display;
import io.braid.cli.display.Format;
import io.braid.yang.codec.CurlyReader;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.view.StateSupply;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables show what JSON shows, on every terminal. */
final class TablesTest {
    private static final Schema SCHEMA = Models.braid();
    private static final InnerSchema MCP = (InnerSchema) SCHEMA.root().child("mcp");
    private static final InnerSchema CONVERSIONS = (InnerSchema) MCP.child("conversions");
    private static final ListSchema CONVERSION = (ListSchema) CONVERSIONS.child("conversion");

    /** State that someone has. */
    private record Provider(String path, List<Branch> all) implements StateProvider {
        @Override
        public Stream<Branch> entries(StateQuery query) {
            return all.stream();
        }
    }

    private static Leaf leaf(InnerSchema in, String name, String value) {
        return new Leaf((LeafSchema) in.child(name), value);
    }

    private static Branch leg(InnerSchema leg, String protocol, String address, int subflows) {
        ListSchema subflow = (ListSchema) leg.child("subflow");
        List<Branch> some = new ArrayList<>();
        for (int i = 0; i < subflows; i++) {
            some.add(Branch.of(subflow, List.of(
                    leaf(subflow, "local-address", "192.0.2.1"), leaf(subflow, "local-port", "5124"),
                    leaf(subflow, "remote-address", address), leaf(subflow, "remote-port", "" + (1000 + i)))));
        }
        List<Node> inside = new ArrayList<>(List.of(
                leaf(leg, "protocol", protocol), leaf(leg, "remote-address", address), leaf(leg, "remote-port", "40000")));
        if (subflows > 0) {
            inside.add(Entries.of(subflow, some));
        }
        return Branch.of(leg, inside);
    }

    private static Branch conversion(String id, String service, long age, long up, int subflows) {
        return Branch.of(CONVERSION, List.of(
                leaf(CONVERSION, "id", id), leaf(CONVERSION, "service", service), leaf(CONVERSION, "phase", "relaying"),
                leaf(CONVERSION, "destination-address", "2001:db8::80"), leaf(CONVERSION, "destination-port", "443"),
                leaf(CONVERSION, "age", "" + age), leaf(CONVERSION, "bytes-up", "" + up),
                leg((InnerSchema) CONVERSION.child("customer"), "mptcp", "198.51.100.7", subflows),
                leg((InnerSchema) CONVERSION.child("server"), "tcp", "2001:db8::80", 0)));
    }

    private static Instance root(Branch... conversions) {
        StateSupply supply =
                new StateSupply(SCHEMA, List.of(new Provider(CONVERSION.path(), List.of(conversions))));
        Branch config = new CurlyReader(SCHEMA, 1 << 20)
                .read(new ByteArrayInputStream(
                        "mcp { service home { role upstream; } service out { role downstream; enabled false; } }"
                                .getBytes(StandardCharsets.UTF_8)))
                .root();
        return new Evaluator(SCHEMA, supply).root(config);
    }

    private static String shown(Table table, int width, Instance root) {
        List<String> lines = new ArrayList<>();
        new TableWriter(SCHEMA, table, width, lines::add).write(root);
        assertTrue(width == 0 || lines.stream().allMatch(line -> Screen.width(line) <= width), () -> String.join("\n", lines));
        return String.join("\n", lines) + "\n";
    }

    private static Table table(String word) {
        return Tables.all().get(word).tables().getFirst();
    }

    @Test
    void everyPathIsInTheModel() {
        for (Tables.View view : Tables.all().values()) {
            assertFalse(view.help().isEmpty());
            NodePath.of(SCHEMA.root(), view.place());
            for (Table table : view.tables()) {
                new TableWriter(SCHEMA, table, 80, _ -> {});
            }
        }
        Table wrong = new Table("", "mcp/service", List.of(Column.of("X", "rolle")), "");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new TableWriter(SCHEMA, wrong, 80, _ -> {}))
                .getMessage()
                .contains("did you mean role?"));
    }

    @Test
    void columnsAreAlignedAndNumbersStandRight() {
        Instance root = root(conversion("a1", "home", 75_000, 1_234_567, 2), conversion("b", "home", 850, 12, 1));
        assertEquals(
                """
                ID  SERVICE  PHASE     CUSTOMER            DESTINATION         FROM   TO        UP  DOWN     AGE
                a1  home     relaying  198.51.100.7:40000  [2001:db8::80]:443  mptcp  tcp  1.23 MB        1m 15s
                b   home     relaying  198.51.100.7:40000  [2001:db8::80]:443  mptcp  tcp     12 B        850 ms
                """,
                shown(table("conversions"), 0, root));
        assertEquals(
                """
                Towards customers
                CONVERSION  LOCAL           REMOTE             SERVICE
                a1          192.0.2.1:5124  198.51.100.7:1000  home
                a1          192.0.2.1:5124  198.51.100.7:1001  home
                b           192.0.2.1:5124  198.51.100.7:1000  home
                """,
                shown(table("paths"), 80, root));
        assertEquals(
                """
                SERVICE  ROLE        ENABLED  LISTENERS  CONVERSIONS
                home     upstream    true             0
                out      downstream  false            0
                """,
                shown(table("services"), 80, root));
        assertEquals("No conversions.\n", shown(table("conversions"), 80, root()));
    }

    @Test
    void columnsOfAnyListCanBeChosen() {
        Instance root = root(conversion("a1", "home", 75_000, 1_234_567, 2), conversion("b", "home", 850, 12, 1));
        Instance mcp = root.children(MCP).getFirst();
        assertEquals("""
                id  customer/protocol  customer/subflow     age
                a1  mptcp                             2  1m 15s
                b   mptcp                             1  850 ms
                """, columns(mcp, CONVERSIONS, "id", "customer/protocol", "customer/subflow", "age"));
        assertEquals("""
                name  role
                home  upstream
                out   downstream
                """, columns(mcp, (ListSchema) MCP.child("service"), "name", "role"));
        assertTrue(wrong(mcp, CONVERSIONS, "idd").startsWith("unknown idd; did you mean id?"));
        assertEquals("which list is to be a table? Show one of: interface, service", wrong(root, MCP, "id"));
        assertEquals(
                "customer is no single value: name a leaf of it", wrong(mcp, CONVERSIONS, "customer"));
    }

    private static String columns(Instance around, InnerSchema shown, String... columns) {
        List<String> lines = new ArrayList<>();
        ListTable.write(SCHEMA, around, shown, Optional.empty(), List.of(columns), 0, lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String wrong(Instance around, InnerSchema shown, String column) {
        return assertThrows(IllegalArgumentException.class, () -> columns(around, shown, column)).getMessage();
    }

    @Test
    void aNarrowTerminalGetsLessOrOneValueALine() {
        Instance root = root(conversion("a1", "home", 75_000, 1_234_567, 2), conversion("b", "home", 850, 12, 1));
        assertTrue(shown(table("conversions"), 90, root).contains("…"));
        assertTrue(shown(table("conversions"), 90, root).startsWith("ID  SERVICE  PHASE     CUSTOMER"));
        assertEquals(
                """
                ID: a1
                SERVICE: home
                PHASE: relaying
                CUSTOMER: 198.51.10…
                DESTINATION: [2001:…
                FROM: mptcp
                TO: tcp
                UP: 1.23 MB
                AGE: 1m 15s

                ID: b
                """,
                shown(table("conversions"), 20, root).lines().limit(11).reduce("", (a, b) -> a + b + "\n"));
        for (int width = 1; width < 120; width++) {
            shown(table("conversions"), width, root);
        }
    }

    @Test
    void rowsAreWrittenAsTheyCome() {
        int all = 20_000;
        AtomicInteger asked = new AtomicInteger();
        Branch one = conversion("a1", "home", 75_000, 1_234_567, 0);
        StateSupply supply = new StateSupply(SCHEMA, List.of(new StateProvider() {
            @Override
            public String path() {
                return CONVERSION.path();
            }

            @Override
            public Stream<Branch> entries(StateQuery query) {
                return Stream.generate(() -> one).limit(all).peek(_ -> asked.incrementAndGet());
            }
        }));
        List<Integer> ahead = new ArrayList<>();
        AtomicInteger lines = new AtomicInteger();
        new TableWriter(SCHEMA, table("conversions"), 80, _ -> ahead.add(asked.get() - lines.getAndIncrement()))
                .write(new Evaluator(SCHEMA, supply).root(Branch.empty(SCHEMA.root())));
        assertEquals(all, asked.get());
        assertTrue(ahead.stream().allMatch(each -> each <= 1000), () -> "kept " + Collections.max(ahead));
    }

    @Test
    void wideAndStrangeCharactersKeepTheirPlace() {
        assertEquals(6, Screen.width("日本語"));
        assertEquals("日…", Screen.cut("日本語", 4));
        assertEquals("日本語", Screen.cut("日本語", 6));
        assertEquals("größ…", Screen.cut("größer", 5));
        assertEquals("", Screen.cut("abc", 0));
        assertEquals("a\ufffd[31mb", Screen.plain("a\u001b[31mb"));
        assertEquals("\ufffd\ufffd", Screen.plain("\u202e\n"));
        assertEquals("日本語  |", Screen.in("日本語", 8, false) + "|");
    }

    @Test
    void unitsComeFromTheModel() {
        assertEquals("999 B", CellFormat.BYTES.text("999"));
        assertEquals("1.00 kB", CellFormat.BYTES.text("1000"));
        assertEquals("1.00 MB", CellFormat.BYTES.text("999999"));
        assertEquals("18.4 EB", CellFormat.BYTES.text("18446744073709551615"));
        assertEquals("12.5 Mbit/s", CellFormat.BITS_PER_SECOND.text("12500000"));
        assertEquals("0 s", CellFormat.MILLISECONDS.text("0"));
        assertEquals("999 ms", CellFormat.MILLISECONDS.text("999"));
        assertEquals("1.00 s", CellFormat.MILLISECONDS.text("1000"));
        assertEquals("59.9 s", CellFormat.MILLISECONDS.text("59940"));
        assertEquals("1m 00s", CellFormat.MILLISECONDS.text("59960"));
        assertEquals("1h 02m", CellFormat.SECONDS.text("3725"));
        assertEquals("2d 03h", CellFormat.SECONDS.text("183600"));
        assertEquals("250 µs", CellFormat.MICROSECONDS.text("250"));
    }

    /** The rows of the table of conversions, made anew of what JSON shows of the same state. */
    @Test
    void tableAndJsonAgree() throws Exception {
        Instance root = root(
                conversion("a1", "home", 75_000, 1_234_567, 2), conversion("b", "out", 850, 12, 1), conversion("c", "home", 0, 0, 0));
        List<String> lines = new ArrayList<>();
        Instance around = root.children(MCP).getFirst();
        new Display(SCHEMA, Format.JSON, lines::add)
                .state(around.hollow((ContainerSchema) CONVERSIONS), CONVERSION, TableWriter.VIEW);
        Map<String, String> values = flat(String.join("\n", lines));
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String entry = "/braid-mcp:mcp/conversions/conversion/" + i + "/";
            List<String> row = new ArrayList<>();
            for (Column column : table("conversions").columns()) {
                row.add(cell(column, entry, values));
            }
            expected.add(row);
        }
        List<List<String>> rows = new ArrayList<>();
        List<CellReader> cells = table("conversions").columns().stream()
                .map(column -> CellReader.of(SCHEMA, CONVERSION, column))
                .toList();
        try (Stream<Instance> all = NodePath.of(SCHEMA.root(), "mcp/conversions/conversion").from(root, TableWriter.VIEW)) {
            all.forEach(row -> rows.add(cells.stream().map(cell -> cell.text(row)).toList()));
        }
        assertEquals(expected, rows);
    }

    private static String cell(Column column, String entry, Map<String, String> values) {
        String first = values.getOrDefault(entry + column.paths().getFirst(), "");
        if (column.paths().size() == 2) {
            String address = first.contains(":") ? "[" + first + "]" : first;
            return address + ":" + values.get(entry + column.paths().get(1));
        }
        return switch (column.header()) {
            case "UP", "DOWN" -> first.isEmpty() ? "" : CellFormat.BYTES.text(first);
            case "AGE" -> CellFormat.MILLISECONDS.text(first);
            default -> first;
        };
    }

    /** The values of a document by their paths; entries of arrays have their number. */
    private static Map<String, String> flat(String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            flat(json, "", values);
        }
        return values;
    }

    private static void flat(JsonParser json, String path, Map<String, String> values) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    flat(json, path + "/" + name, values);
                }
            }
            case START_ARRAY -> {
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    flat(json, path + "/" + i, values);
                }
            }
            default -> values.put(path, json.getText());
        }
    }
}
