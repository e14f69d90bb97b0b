package io.braid.cli.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.display.Format;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pipelines take lines as they come, keep next to nothing, and say what is wrong with them. */
final class PipelineTest {
    private static final List<String> TEXT = """
            mcp {
                kernel {
                    event-loops 4;
                }
                service home {
                    role upstream;
                    explicit {
                        address 192.0.2.1;
                    }
                }
                service homestead {
                    role downstream;
                }
            }""".lines().toList();

    private final List<String> saved = new ArrayList<>();
    private boolean closed;

    private List<String> through(String pipes, List<String> text) throws Exception {
        List<String> out = new ArrayList<>();
        Lines in = Pipeline.of(Words.split(pipes)).before(out::add, this::file);
        text.forEach(in::line);
        in.end();
        return out;
    }

    private Lines file(String name) throws IOException {
        if (name.contains("/")) {
            throw new IOException("a file has no / in its name");
        }
        return new Lines() {
            @Override
            public void line(String text) {
                saved.add(text);
            }

            @Override
            public void end() {
                closed = true;
            }
        };
    }

    @Test
    void linesAreChosen() throws Exception {
        assertEquals(List.of("        role upstream;", "        role downstream;"), through("| match ROLE", TEXT));
        assertEquals(List.of(), through("| match (?-i)ROLE", TEXT));
        assertEquals(List.of("    service home {", "    service homestead {"), through("| match ^\\s+service | except x", TEXT));
        assertEquals(List.of("    }", "}"), through("| begin downstream | except downstream", TEXT));
        assertEquals(List.of("    }", "}"), through("| last 2", TEXT));
        assertEquals(10, through("| last", TEXT).size());
        assertEquals(List.of("Count: 2 lines"), through("| match role | count", TEXT));
        assertEquals(List.of("Count: 1 line"), through("| match upstream | no-more | count", TEXT));
        assertEquals(TEXT, through("", TEXT));
        assertEquals(List.of("a|b"), through("| match \"a|b\" | last 1", List.of("a", "a|b")));
    }

    @Test
    void aSectionIsAWholeBlock() throws Exception {
        assertEquals(TEXT.subList(4, 10), through("| section home", TEXT));
        assertEquals(TEXT.subList(6, 9), through("| section explicit", TEXT));
        assertEquals(List.of("        role upstream;"), through("| section upstream", TEXT));
        assertEquals(TEXT, through("| section mcp", TEXT));
        assertEquals(List.of(), through("| section hom", TEXT));
        assertEquals(
                List.of("  <a>", "    <b/>", "  </a>"), through("| section a", List.of("<x>", "  <a>", "    <b/>", "  </a>", "</x>")));
    }

    @Test
    void aFileTakesTheLines() throws Exception {
        assertEquals(List.of("Saved 2 lines as roles."), through("| match role | save roles", TEXT));
        assertEquals(2, saved.size());
        assertTrue(closed);
        assertEquals("a file has no / in its name", assertThrows(IOException.class, () -> through("| save a/b", TEXT)).getMessage());
    }

    @Test
    void onlyTheLastLinesAreKept() throws Exception {
        List<String> out = new ArrayList<>();
        Lines in = Pipeline.of(Words.split("| match 7 | last 3")).before(out::add, this::file);
        for (int i = 0; i < 1_000_000; i++) {
            in.line("line " + i);
            assertTrue(out.isEmpty());
        }
        in.end();
        assertEquals(List.of("line 999987", "line 999997"), out.subList(1, 3));
    }

    @Test
    void noExpressionRunsAway() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(List.of(), through("| match (a*)*b", List.of("a".repeat(50_000))));
            assertEquals(List.of(), through("| match (x+x+)+y", List.of("x".repeat(50_000))));
        });
        assertEquals("8: no regular expression", wrong("| match ((a{900}){900}){9}").substring(0, 24));
        assertEquals("8: no regular expression", wrong("| match " + "a".repeat(300)).substring(0, 24));
        assertEquals("8: no regular expression", wrong("| match \"(a\"").substring(0, 24));
    }

    @Test
    void howDataIsWrittenComesFirst() throws Exception {
        Pipeline json = Pipeline.of(Words.split("| display json | match x | no-more"));
        assertEquals(Optional.of(Format.JSON), json.format());
        assertEquals(1, json.filters().size());
        assertTrue(!json.paged());
        assertEquals(List.of("name", "role"), Pipeline.of(Words.split("| table name,role")).columns());
        assertEquals(Pipeline.NONE, Pipeline.of(List.of()));
    }

    @Test
    void whatIsWrongIsTold() {
        assertEquals("2: unknown mtach; did you mean match?", wrong("| mtach x"));
        assertEquals("7: match needs RE: lines that match a regular expression; upper and lower case are the same", wrong("| match"));
        assertEquals("10: match takes one word: put a text with spaces in quotation marks", wrong("| match a b"));
        assertEquals("8: count takes nothing: remove x", wrong("| count x"));
        assertEquals("12: display stands before match: it says how data is written", wrong("| match a | display json"));
        assertEquals("17: table cannot follow display: choose one", wrong("| display json | table a"));
        assertEquals("10: unknown format jsn; did you mean json?", wrong("| display jsn"));
        assertEquals("7: last takes a number from 1 to 10000", wrong("| last 0"));
        assertEquals("7: last takes a number from 1 to 10000", wrong("| last 99999999999"));
        assertEquals("11: nothing is left behind save: put count before it", wrong("| save f | count"));
        assertEquals("8: table needs the names of columns with commas between them: a,b", wrong("| table a,,b"));
        assertEquals("7: the closing quotation mark is missing", wrong("| save \"a"));
        assertEquals(
                "1: a command is missing behind |: match, except, begin, section, count, last, no-more, table, display, save",
                wrong("| "));
    }

    private static String wrong(String pipes) {
        PipeException e = assertThrows(PipeException.class, () -> Pipeline.of(Words.split(pipes)));
        return e.at() + ": " + e.getMessage();
    }
}
