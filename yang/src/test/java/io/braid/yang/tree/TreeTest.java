package io.braid.yang.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Kitchen;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Models;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Trees never change, and a changed one shares what has not changed. */
final class TreeTest {
    private static final InnerSchema KITCHEN =
            (InnerSchema) Kitchen.SCHEMA.root().child("kitchen");
    private static final ListSchema SHELF = (ListSchema) KITCHEN.child("shelf");
    private static final ListSchema JAR = (ListSchema) KITCHEN.child("jar");

    private static Leaf leaf(InnerSchema in, String name, String value) {
        return new Leaf((LeafSchema) in.child(name), value);
    }

    private static Branch shelf(String name, int level) {
        return Branch.of(SHELF, List.of(leaf(SHELF, "level", "" + level), leaf(SHELF, "name", name)));
    }

    private static Branch jar(String name) {
        return Branch.of(JAR, List.of(leaf(JAR, "name", name)));
    }

    private static List<Key> keys(Entries entries) {
        return entries.stream().map(Key::of).toList();
    }

    /** Users named 2, 100 and 192.0.2.1 once stood in a circle, and one of them could not be found. */
    @Test
    void numbersComeBeforeOtherTexts() {
        List<String> inOrder = List.of("0", "2", "100", "", "-1", "10x", "192.0.2.1", "a");
        for (int i = 0; i < inOrder.size(); i++) {
            for (int j = 0; j < inOrder.size(); j++) {
                assertEquals(
                        Integer.compare(i, j), Integer.signum(Key.of(inOrder.get(i)).compareTo(Key.of(inOrder.get(j)))));
            }
        }
    }

    @Test
    void aChangedBranchSharesTheOtherChildren() {
        Leaf note = leaf(KITCHEN, "note", "a");
        Leaf small = leaf(KITCHEN, "small", "1");
        Branch before = Branch.of(KITCHEN, List.of(note, small));
        Branch after = before.with(leaf(KITCHEN, "small", "2"));
        assertEquals(Optional.of("1"), before.value(KITCHEN.child("small")));
        assertEquals(Optional.of("2"), after.value(KITCHEN.child("small")));
        assertSame(note, after.child(KITCHEN.child("note")).orElseThrow());
        assertSame(before, before.with(note));
        assertSame(before, before.without(KITCHEN.child("open")));
        assertEquals(List.of(note), before.without(KITCHEN.child("small")).children());
        assertEquals(
                List.of("open", "small", "note"),
                before.with(leaf(KITCHEN, "open", "true")).children().stream()
                        .map(child -> child.schema().name())
                        .toList());
    }

    @Test
    void aBranchRefusesWhatDoesNotBelongToIt() {
        List<Leaf> strange = List.of(leaf(SHELF, "name", "x"));
        assertThrows(IllegalArgumentException.class, () -> Branch.of(KITCHEN, strange));
        List<Leaf> twice = List.of(leaf(KITCHEN, "note", "x"), leaf(KITCHEN, "note", "y"));
        assertThrows(IllegalArgumentException.class, () -> Branch.of(KITCHEN, twice));
    }

    @Test
    void entriesAreFoundByTheirKeyAndSortedByIt() {
        Entries entries = Entries.of(SHELF, List.of(shelf("b", 2), shelf("a", 10), shelf("a", 9)));
        assertEquals(
                List.of(Key.of("a", "9"), Key.of("a", "10"), Key.of("b", "2")),
                keys(entries));
        assertTrue(entries.get(Key.of("a", "10")).isPresent());
        assertTrue(entries.get(Key.of("a", "11")).isEmpty());
        Branch other = entries.get(Key.of("b", "2")).orElseThrow();
        Entries fewer = entries.without(Key.of("a", "9")).with(shelf("a", 10));
        assertEquals(2, fewer.size());
        assertEquals(3, entries.size());
        assertSame(other, fewer.get(Key.of("b", "2")).orElseThrow());
    }

    @Test
    void entriesOfAUsersOrderStayWhereTheyAre() {
        Entries entries = Entries.of(JAR, List.of(jar("z"), jar("a")));
        assertEquals(List.of(Key.of("z"), Key.of("a"), Key.of("m")), keys(entries.with(jar("m"))));
        assertEquals(List.of(Key.of("z"), Key.of("a")), keys(entries.with(jar("z"))));
        assertEquals(List.of(Key.of("a")), keys(entries.without(Key.of("z"))));
        assertSame(entries, entries.without(Key.of("q")));
    }

    @Test
    void aKeyIsThereOnce() {
        Stream.of(List.of(shelf("a", 1), shelf("a", 1)), List.of(jar("a"), jar("a"))).forEach(twice -> {
            ListSchema list = (ListSchema) twice.getFirst().schema();
            assertThrows(IllegalArgumentException.class, () -> Entries.of(list, twice));
        });
    }

    @Test
    void entriesWithoutKeysMayBeAlike() {
        ListSchema edit = (ListSchema)
                Models.braid().notification("ietf-netconf-notifications", "netconf-config-change").child("edit");
        Entries two = Entries.of(edit, List.of(Branch.empty(edit), Branch.empty(edit)));
        assertEquals(3, two.with(Branch.empty(edit)).size());
        assertEquals(2, two.stream().count());
    }

    @Test
    void aHundredThousandEntriesShareAllButOne() {
        Entries before = Entries.of(
                SHELF, IntStream.range(0, 100_000).mapToObj(i -> shelf("s" + i, 1)).toList());
        Entries after = before.with(shelf("s5", 1));
        long shared = before.stream()
                .filter(entry -> after.get(Key.of(entry)).orElseThrow() == entry)
                .count();
        assertEquals(99_999, shared);
    }

    @Test
    void aReaderShowsDefaultsAndWhatAlwaysExists() {
        Branch root = Branch.empty(Kitchen.SCHEMA.root());
        Reader kitchen = Reader.of(root).container("kitchen");
        assertTrue(kitchen.flag("open"));
        assertEquals(180, kitchen.container("oven").integer("degrees"));
        assertEquals(List.of("white", "blue"), kitchen.values("colour"));
        assertEquals(Optional.empty(), kitchen.presence("pantry").map(Reader::path));
        assertEquals(Optional.empty(), kitchen.find("pilot"), "a default of a case that nobody chose");
        assertEquals(List.of(), kitchen.list("jar"));
        assertThrows(IllegalStateException.class, () -> kitchen.text("note"));
        assertThrows(IllegalArgumentException.class, () -> kitchen.text("notes"));
        assertThrows(IllegalArgumentException.class, () -> kitchen.text("jar"));
        assertSame(kitchen.container("oven").identity(), kitchen.container("oven").identity());
    }
}
