package io.braid.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Desk.Operator;
import io.braid.yang.datastore.Target;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators say, and what becomes of it, on the real model. */
@Timeout(60)
class CommandsTest {
    private static final String[] EDGE = {
        "configure",
        "set mcp service edge role downstream explicit address 192.0.2.1",
        "set mcp service edge source-address ipv4 mode own-address",
        "set mcp service edge source-address ipv6 mode own-address"
    };

    @TempDir
    private Path directory;

    private Desk desk;
    private Operator ann;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(directory);
        ann = desk.operator("ann");
    }

    @AfterEach
    void close() {
        ann.close();
        desk.close();
    }

    @Test
    void whatIsSetIsComparedCommittedShownAndRolledBack() {
        ann.says(EDGE);
        assertTrue(ann.says("show | compare").contains("+           role downstream;"), ann.console.output.toString());
        ann.says("commit comment \"an edge\"", "set mcp service edge explicit port 7000", "delete mcp service edge role");
        assertEquals(
                List.of("[edit mcp service edge]", "-   role downstream;", "[edit mcp service edge explicit]", "+   port 7000;"),
                ann.says("show | compare"));
        ann.says("discard", "set system hostname box", "commit", "rollback 1", "commit and-quit");
        assertEquals(List.of(), ann.says("show configuration system"));
        assertTrue(ann.says("show configuration history | match edge").getFirst().startsWith("2 "));
        assertEquals(
                List.of("set mcp service edge role downstream"),
                ann.says("show configuration mcp | display set | match role"));
    }

    @Test
    void wordsMayBeCutShortAndWrongOnesAreMarkedWithTheNearestRightOne() {
        ann.says("conf", "se m serv edge ro down", "sh");
        String told = ann.isTold("set mcp servcie edge");
        assertEquals(
                "set mcp servcie edge\n        ^^^^^^^\nerror: unknown: \"servcie\"; did you mean service?", told);
        assertTrue(ann.isTold("set mcp service edge role upstraem").contains("did you mean upstream?"));
        assertTrue(ann.isTold("set mcp service edge e").contains("\"e\" can be enabled or explicit"));
        assertTrue(ann.isTold("set mcp service edge role").contains("upstream, downstream"));
        assertTrue(ann.isTold("set mcp service edge path subflows-max 9").contains("at least 1 and at most 8"));
        assertTrue(ann.isTold("set mcp service \"edge").contains("closing quotation mark"));
        assertTrue(ann.isTold("shwo configuration").contains("did you mean show?"));
    }

    @Test
    void tabKnowsKeywordsKeysReferencesAndNamedValues() {
        ann.says(EDGE);
        ann.says("set mcp interface eth0 role internet-facing", "set mcp interface eth1 role internet-facing",
                "set mcp service far role upstream");
        assertEquals(List.of("edge", "far", "<name>"), ann.canSay("set mcp service "));
        assertEquals(List.of("far", "<name>"), ann.canSay("set mcp service f"));
        assertEquals(List.of("upstream", "downstream"), ann.canSay("set mcp service far role "));
        assertEquals(List.of("true", "false"), ann.canSay("set mcp service far enabled "));
        assertEquals(List.of("eth0", "eth1", "<interface>"), ann.canSay("set mcp service far access e"));
        assertEquals(List.of("edge", "far"), ann.canSay("edit mcp service ").subList(0, 2));
        assertEquals(List.of("display"), ann.canSay("show | d"));
        assertTrue(ann.canSay("show | display ").containsAll(List.of("set", "xml", "json", "netconf")));
        ann.says("exit");
        assertEquals(List.of("a0", "a1", "a2"), ann.canSay("clear conversion "));
    }

    @Test
    void helpTellsTypeRangeDefaultAndUnits() throws Exception {
        ann.says("configure");
        String help = ann.interpreter.grammar().follow("set mcp service a timers idle ", 10).choices().getFirst().help();
        assertTrue(help.contains("uint32, 60..604800, in seconds, default 7440"), help);
    }

    @Test
    void editedPlacesAreWherePathsBegin() {
        ann.says(EDGE);
        ann.says("edit mcp service edge", "set explicit port 7000", "edit timers", "set idle 60", "up");
        assertEquals(List.of("port 7000;"), ann.says("show explicit port"));
        ann.says("up 2", "top", "delete mcp service edge timers");
        assertEquals(List.of(), ann.says("show mcp service edge timers"));
        assertTrue(ann.isTold("delete mcp service edge timers").contains("nothing to delete"));
    }

    @Test
    void aListOfAUsersOrderIsReordered() {
        ann.says(EDGE);
        for (String name : List.of("a", "b", "c")) {
            ann.says("set mcp service far concentrator " + name + " address 192.0.2.9");
        }
        ann.says("insert mcp service far concentrator c before a", "insert mcp service far concentrator a last");
        assertEquals(
                List.of("c", "b", "a"),
                ann.says("show mcp service far | display set | match address").stream()
                        .map(line -> line.split(" ")[5])
                        .toList());
        assertTrue(ann.isTold("insert mcp service far concentrator c before z").contains("does not exist"));
    }

    @Test
    void twoOperatorsHaveCandidatesOfTheirOwnAndConflictsAreShownThreeWays() {
        ann.says(EDGE);
        ann.says("commit");
        Operator bob = desk.operator("bob");
        bob.says("configure", "set mcp service edge explicit port 7001", "set system hostname bobs");
        ann.says("set mcp service edge explicit port 7000", "commit");
        String told = bob.isTold("commit");
        assertTrue(told.contains("\"update yours\""), told);
        assertEquals(
                List.of("[edit mcp service edge explicit]", "base    (no port)", "theirs  port 7000;", "yours   port 7001;"),
                bob.console.output);
        bob.says("update yours");
        assertEquals(
                List.of("[edit mcp service edge explicit]", "-   port 7000;", "+   port 7001;", "[edit]", "+   system {",
                        "+       hostname bobs;", "+   }"),
                bob.says("show | compare running"));
        bob.says("commit");
        bob.close();
        assertEquals(List.of("port 7001;"), ann.says("run show configuration mcp service edge explicit port"));
    }

    @Test
    void locksOfOthersAndTheirPendingCommitsAreObeyedAndTheHolderIsNamed() throws Exception {
        Session other = new Session(99, new Principal("robot", Set.of(), "netconf 192.0.2.7:1"));
        ann.says("configure", "set system hostname a");
        desk.datastore.lock(other, Target.RUNNING);
        String told = ann.isTold("commit");
        assertTrue(told.contains("session 99 of robot (netconf 192.0.2.7:1)"), told);
        desk.datastore.unlock(other, Target.RUNNING);
        ann.says("commit confirmed 5");
        Operator bob = desk.operator("bob");
        bob.says("configure", "set system hostname b");
        assertTrue(bob.isTold("commit").contains("a commit of ann waits for its confirmation"), bob.console.messages.toString());
        ann.close();
        assertEquals(List.of(), bob.says("run show configuration system"));
        bob.close();
    }

    @Test
    void secretsAreHiddenButWhereTheyAreAskedFor() throws Exception {
        String hash = "$6$saltsalt$" + "a".repeat(86);
        ann.says("configure");
        Interpreter.Result result = ann.interpreter.run(
                "set system authentication user bob password " + hash, ann.console, -1);
        assertEquals("set system authentication user bob password ********", result.shown());
        assertFalse(ann.says("show | compare").toString().contains(hash));
        assertFalse(ann.says("show | display json").toString().contains(hash));
        Interpreter.Result wrong = ann.interpreter.run(
                "set system authentication user bob pasword " + hash, ann.console, -1);
        assertEquals("set system authentication user bob pasword ...", wrong.shown());
        String bad = ann.isTold("set system authentication user bob password \"open sesame\"");
        assertFalse(bad.lines().anyMatch(line -> line.startsWith("error") && line.contains("sesame")), bad);
        ann.says("save mine", "commit and-quit");
        assertFalse(ann.says("show configuration").toString().contains(hash));
        assertTrue(ann.says("show configuration with-secrets").toString().contains(hash));
        ann.says("configure", "delete system", "load replace file mine");
        assertEquals(List.of(), ann.says("show | compare"));
        assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("users/ann/mine"))));
    }

    @Test
    void filesAreTheUsersOwnAndNowhereElse() throws IOException {
        Files.writeString(directory.resolve("outside"), "system { hostname stolen; }");
        ann.says("configure");
        for (String name : List.of("../outside", "/etc/passwd", "..", ".hidden", "a/b", "")) {
            assertTrue(ann.isTold("load replace file \"" + name + "\"").contains("is no name of a file"), name);
            assertTrue(ann.isTold("save \"" + name + "\"").contains("is no name of a file"), name);
        }
        Files.createDirectories(directory.resolve("users/ann"));
        Files.createSymbolicLink(directory.resolve("users/ann/link"), directory.resolve("outside"));
        assertTrue(ann.isTold("load replace file link").contains("there is no file"));
        assertTrue(ann.isTold("load merge file nothing").contains("there is no file"));
    }

    @Test
    void textsAreTakenWholeOrNotAtAll() {
        ann.says("configure");
        ann.console.data.addAll(List.of("set system hostname x", "set system nonsense 1", "set mcp service a role upp"));
        Interpreter.Outcome outcome = ann.interpreter.run("load set terminal", ann.console, -1).outcome();
        assertEquals(Interpreter.Outcome.FAILED, outcome);
        assertTrue(ann.console.messages.toString().contains("line 2"), ann.console.messages.toString());
        assertEquals(List.of(), ann.says("show"));
    }

    @Test
    void actionsOfTheModelAreCommands() {
        ann.says("clear conversion a1", "clear mcp conversions conversion a2");
        assertEquals(List.of("a1", "a2"), desk.cleared);
        assertTrue(ann.isTold("clear conversion ff").contains("there is no mcp conversions conversion ff"));
        assertTrue(ann.says("show conversions").getFirst().startsWith("ID"));
        assertEquals(List.of("Count: 4 lines"), ann.says("show conversions | count"));
        assertTrue(ann.says("show mcp conversions conversion a1 | display json").toString().contains("\"id\": \"a1\""));
        ann.says("monitor conversions interval 1");
    }
}
