package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.Kitchen;
import io.braid.yang.schema.Market;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a text is told all at once, with line, column and path, and nothing is read past a limit. */
final class TextReadersTest {
    private static final long BYTES_MAX = 1 << 16;

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        problems.forEach(each -> text.append(each.line()).append(':').append(each.column()).append(' ')
                .append(each.path()).append(": ").append(each.reason()).append('\n'));
        return text.toString();
    }

    private static String json(String text) {
        return text(new JsonReader(Kitchen.SCHEMA, BYTES_MAX).read(stream(text)).problems());
    }

    private static String curly(String text) {
        return text(new CurlyReader(Kitchen.SCHEMA, BYTES_MAX).read(stream(text)).problems());
    }

    private static String set(Schema schema, String text) {
        return text(new SetReader(schema, BYTES_MAX).read(stream(text)).problems());
    }

    @Test
    void jsonTellsAllThatIsWrong() {
        assertEquals(
                """
                2:32 /kitchen:kitchen/open: takes true or false, without quotation marks
                3:5 /kitchen:kitchen/small: "-7" must be a whole number in -5..5 | 10
                4:14 /kitchen:kitchen/lit: takes [null]
                5:15 /kitchen:kitchen/colour: takes an array: put what belongs to it between [ and ]
                6:5 /kitchen:kitchen/colours: unknown colours; did you mean colour?
                7:16 /kitchen:kitchen/shelf: lacks its key: name, level
                8:5 /kitchen:kitchen/meter: is state of the system, not configuration: remove it
                9:5 /kitchen:kitchen/watts: excludes what stands before it: both belong to the choice heat, keep one
                """,
                json("""
                {
                  "kitchen:kitchen": { "open": "true",
                    "small": -7, "flame": 3,
                    "lit": [1],
                    "colour": "red",
                    "colours": {"a": [{"b": null}]},
                    "shelf": [ { "label": {} } ],
                    "meter": {"kilowatt-hours": 1},
                    "watts": 5 }
                }
                """));
    }

    @Test
    void jsonThatIsNoneIsToldWithItsPlace() {
        assertTrue(json("{\n  \"kitchen:kitchen\": {\n \"open\" true}}").startsWith("3:9 /kitchen:kitchen: not well-formed JSON: "));
        assertEquals("1:1 /: a document is an object: begin it with {\n", json("[1]"));
        assertTrue(json("{} {}").contains("remove what stands behind it"));
        assertTrue(json("{\"kitchen:kitchen\": {").contains("not well-formed JSON"));
        assertTrue(json("{\"a\":" + "[".repeat(100)).contains("depth"));
        assertTrue(json("{\"a\":\"" + "x".repeat(1 << 17)).contains("longer than 65536 bytes"));
        assertTrue(json("").contains("begin it with {"));
    }

    @Test
    void bracesTellAllThatIsWrong() {
        assertEquals(
                """
                2:5 /kitchen:kitchen/opne: unknown opne; did you mean open?
                5:11 /kitchen:kitchen/small: "x" must be a whole number in -5..5 | 10
                6:9 /kitchen:kitchen/lit: takes no value: end it with a semicolon
                7:11 /kitchen:kitchen/shelf: lacks its key: name, level
                8:16 /kitchen:kitchen/note: takes one value: put a text with spaces in quotation marks
                9:5 /kitchen:kitchen/price: lacks its value
                10:18 /kitchen:kitchen/colour: is already there, in line 10
                """,
                curly("""
                kitchen { # a comment
                    opne {
                        deep { deeper; }
                    }
                    small x;
                    lit 1;
                    shelf only  { }
                    note two   words;
                    price;
                    colour [ red red ];
                }
                """));
        assertEquals("1:9 /kitchen:kitchen: a closing brace is missing at the end\n", curly("kitchen {"));
        assertTrue(curly("kitchen { open true }").contains("a semicolon is missing before the brace"));
        assertTrue(curly("}").contains("closes a brace that was not opened"));
        assertTrue(curly("kitchen { note \"a").contains("the closing quotation mark is missing"));
    }

    @Test
    void everyWrongLineIsTold() {
        assertEquals(
                """
                1:1 /: unknown sett; did you mean set?
                2:5 /: unknown markt; did you mean market?
                3:18 /market:market/limit: "abc" must be a whole number in 0..4294967295
                4:17 /market:market/stall: lacks its key: id
                5:22 /market:market/open: takes one value: put a text with spaces in quotation marks
                6:18 /: the closing quotation mark is missing
                8:1 /market:market/stall[id='1']/terminal: excludes till of line 7: both belong to the choice pay, keep one
                10:1 /market:market/stall[id='2']: was deleted before, in line 9
                11:23 /market:market/stall[id='3']: has no place: the order is not the user's
                12:29 /market:market/queue[name='a']: lacks what it is to stand before
                """,
                set(Market.SCHEMA, """
                sett market limit 1
                set markt limit 1
                set market limit abc
                set market stall
                set market open true false
                set market motto "a
                set market stall 1 till 3
                set market stall 1 terminal x
                delete market stall 2
                delete market stall 2
                insert market stall 3 first
                insert market queue a before
                """));
    }

    @Test
    void linesWorkOneAfterTheOther() {
        assertEquals(
                List.of("set market limit 2", "set market stall 1 row 3", "set market queue b", "set market queue c", "set market queue a"),
                after("""
                set market limit 1
                set market limit 2
                set market stall 1 rent 4
                delete market stall 1
                set market stall 1 row 3
                set market stall 2
                delete market stall 2
                # The order is that of the lines.
                set market queue a
                set market queue b
                delete market queue a
                set market queue a
                set market queue c
                insert market queue c after b
                """));
        assertEquals(
                List.of("set market stall 1 terminal x"),
                after("set market stall 1 till 1\ndelete market stall 1 till\nset market stall 1 terminal x\n"));
    }

    private static List<String> after(String lines) {
        SetReader.Result read = new SetReader(Market.SCHEMA, BYTES_MAX).read(stream(lines));
        assertEquals("", text(read.problems()));
        TreeEdit.Result result =
                TreeEdit.apply(Branch.empty(Market.SCHEMA.root()), EditRequest.merge(read.edit()));
        assertEquals(List.of(), result.errors());
        List<String> now = new ArrayList<>();
        TreeWalk.whole(result.root(), new SetWriter(now::add));
        return now;
    }

    @Test
    void whatIsDeletedHasToExist() {
        SetReader.Result read = new SetReader(Market.SCHEMA, BYTES_MAX).read(stream("\ndelete market stall 7 rent\n"));
        TreeEdit.Result result =
                TreeEdit.apply(Branch.empty(Market.SCHEMA.root()), EditRequest.merge(read.edit()));
        assertEquals("/market:market/stall[id='7']", result.errors().getFirst().path());
        assertFalse(result.errors().isEmpty());
    }
}
