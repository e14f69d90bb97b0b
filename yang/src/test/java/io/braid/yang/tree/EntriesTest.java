package io.braid.yang.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Models;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Finding entries by how their key begins. */
class EntriesTest {
    private static final ListSchema SERVICES =
            (ListSchema) ((InnerSchema) Models.braid().root().child("mcp")).child("service");
    private static final ListSchema LISTENERS =
            (ListSchema) ((InnerSchema) SERVICES.child("state")).child("listener");

    private static Branch entry(ListSchema list, String... key) {
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < key.length; i++) {
            leaves.add(new Leaf(list.keys().get(i), key[i]));
        }
        return Branch.of(list, leaves);
    }

    private static List<String> found(Entries entries, String prefix) {
        return entries.beginning(List.of(prefix))
                .map(entry -> Key.of(entry).values().getFirst())
                .toList();
    }

    /**
     * By size 9 is before 10, by characters 10 is before 1a and 1a before 9. An order made of both goes in circles, and a tree
     * over it loses entries: names such as 9, 10 and 1a together once made one of them unreachable.
     */
    @Test
    void namesThatAreNumbersAndNamesThatAreNotLiveTogether() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            names.add(Integer.toString(i));
            names.add(i + "a");
            names.add("n" + i);
        }
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(names, new Random(seed));
            Entries entries = Entries.of(SERVICES, List.of());
            for (String name : names) {
                entries = entries.with(entry(SERVICES, name));
            }
            assertEquals(names.size(), entries.size());
            for (String name : names) {
                assertTrue(entries.get(Key.of(name)).isPresent(), name);
            }
        }
    }

    @Test
    void aBeginningFindsWhatAFullLookFinds() {
        Random random = new Random(7);
        List<Branch> all = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        while (names.size() < 3000) {
            String name = Integer.toString(random.nextInt(40_000), random.nextBoolean() ? 10 : 16);
            if (names.add(name)) {
                all.add(entry(SERVICES, name));
            }
        }
        Entries entries = Entries.of(SERVICES, all);
        for (String prefix : List.of("", "1", "12", "123", "1234", "a", "a1", "12a", "0", "zz", "9999999")) {
            List<String> expected = entries.stream()
                    .map(each -> Key.of(each).values().getFirst())
                    .filter(name -> name.startsWith(prefix))
                    .toList();
            assertEquals(expected, found(entries, prefix), "those that begin with \"" + prefix + '"');
        }
    }

    @Test
    void theBeginningOfASecondKeyIsFoundBehindTheFirst() {
        Entries entries = Entries.of(
                LISTENERS,
                List.of(entry(LISTENERS, "10.0.0.1", "80"), entry(LISTENERS, "10.0.0.1", "8080"),
                        entry(LISTENERS, "10.0.0.1", "443"), entry(LISTENERS, "10.0.0.2", "80")));
        assertEquals(
                List.of("80", "8080"),
                entries.beginning(List.of("10.0.0.1", "80")).map(each -> Key.of(each).values().get(1)).toList());
    }
}
