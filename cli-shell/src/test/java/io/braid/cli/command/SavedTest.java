package io.braid.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.command.Interpreter.Outcome;
import io.braid.cli.grammar.Choice;
import io.braid.cli.grammar.WrongWord;
import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Desk.Operator;
import io.braid.cli.testing.Recorder;
import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.codec.Words;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Diff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is saved loads back equal, whatever was configured: by commands alone, as an operator does it. */
class SavedTest {
    private static final int LINES = 60;
    private static final int WORDS_MAX = 16;
    private static final List<String> HARD = List.of(
            "a", "b", "two words", "\"quoted\"", "back\\slash", "a|b", "#hash", "{", "};", "[ a ]", "semi;colon", "it's",
            "<&>]]>", "größe", "日本語", "\ud83d\ude00", "", " ", "?", "set", "1", "7", "100", "5124", "3600", "192.0.2.1",
            "2001:db8::1", "192.0.2.0/24", "2001:db8::/32", "eth0", "ssh-ed25519", "aGVsbG8=", "example.net");

    @Property(tries = 60)
    void everyFormLoadsBackEqual(@ForAll Random random) throws IOException {
        Path directory = Files.createTempDirectory("saved");
        try (Desk desk = new Desk(directory); Operator ann = desk.operator("ann")) {
            ann.says("configure");
            int done = 0;
            for (int i = 0; i < LINES; i++) {
                String line = line(ann, random);
                // What is shown has no secrets to load back.
                done += !secret(ann, line) && does(ann, line) ? 1 : 0;
            }
            assertTrue(done > LINES / 10, "only " + done + " lines were right");
            Branch before = ann.session.editing().root();
            ann.says("save plain", "show | display set | save lines", "show | display xml | save xml",
                    "show | display json | save json");
            for (String how : List.of("replace file plain", "set file lines", "replace file xml", "replace file json",
                    "merge file plain", "merge file xml", "merge file json")) {
                ann.session.replace(Branch.empty(before.schema()));
                ann.says("load " + how);
                same(before, ann.session.editing().root(), how);
            }
        } catch (io.braid.yang.error.DatastoreException e) {
            throw new AssertionError(e);
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private static boolean does(Operator ann, String line) {
        return ann.interpreter.run(line, new Recorder(), -1).outcome() == Outcome.DONE;
    }

    private static boolean secret(Operator ann, String line) {
        try {
            return !ann.interpreter.grammar().parse(line).shown().equals(line);
        } catch (WrongWord e) {
            return false;
        }
    }

    /** A line whose words are those that can follow; where any word can, one that is hard to write. */
    private static String line(Operator ann, Random random) {
        StringBuilder line = new StringBuilder("set ");
        for (int i = 0; i < WORDS_MAX; i++) {
            try {
                var follow = ann.interpreter.grammar().follow(line.toString(), 1000);
                List<Choice> choices = follow.choices();
                if (choices.isEmpty() || follow.complete() && random.nextInt(3) == 0) {
                    break;
                }
                Choice choice = choices.get(random.nextInt(choices.size()));
                String word = choice.literal() ? choice.word() : HARD.get(random.nextInt(HARD.size()));
                line.append(Words.quote(word)).append(' ');
            } catch (WrongWord e) {
                break;
            }
        }
        return line.toString();
    }

    private static void same(Branch wanted, Branch found, String how) {
        assertEquals(written(wanted), written(found), how);
        assertEquals(List.of(), Diff.between(wanted, found), how);
    }

    private static List<String> written(Branch root) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(root, new CurlyWriter(lines::add));
        return lines;
    }
}
