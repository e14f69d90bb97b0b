package io.braid.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.command.Interpreter.Outcome;
import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Desk.Operator;
import io.braid.cli.testing.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Texts that change a candidate, forms that show it, and what it is compared with. */
@Timeout(60)
class LoadingTest {
    @TempDir
    private Path directory;

    private Desk desk;
    private Operator ann;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(directory);
        ann = desk.operator("ann");
        ann.says("configure", "set system hostname old", "set mcp interface eth0 role internet-facing");
    }

    @AfterEach
    void close() {
        ann.close();
        desk.close();
    }

    private void pastes(String command, String... text) {
        Recorder console = new Recorder();
        console.data.addAll(List.of(text));
        assertEquals(Outcome.DONE, ann.interpreter.run(command, console, -1).outcome(), () -> console.messages.toString());
    }

    @Test
    void aTextIsMergedOrReplacesInWhateverFormItIs() {
        List<String> both = List.of(
                "set system hostname new", "set mcp interface eth0 role internet-facing",
                "set mcp interface eth1 role internet-facing");
        pastes("load merge terminal", "system { hostname new; }", "mcp { interface eth1 { role internet-facing; } }");
        assertEquals(sorted(both), sorted(ann.says("show | display set")));
        pastes("load replace terminal", "<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><system xmlns=\"urn:braid:yang:braid-system\">",
                "<hostname>xml</hostname></system></config>");
        assertEquals(List.of("set system hostname xml"), ann.says("show | display set"));
        pastes("load merge terminal", "{ \"braid-system:system\": { \"hostname\": \"json\" } }");
        assertEquals(List.of("set system hostname json"), ann.says("show | display set"));
        pastes("load set terminal", "delete system hostname", "# nothing is left");
        assertEquals(List.of(), ann.says("show"));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    @Test
    void theCandidateIsComparedWithFormerCommitsAndWithFiles() {
        ann.says("save mine", "commit", "set system hostname new", "commit", "set system hostname newest");
        List<String> fromNew = List.of("[edit system]", "-   hostname new;", "+   hostname newest;");
        assertEquals(fromNew, ann.says("show | compare"));
        assertEquals(fromNew, ann.says("show | compare running"));
        assertEquals(fromNew, ann.says("show | compare rollback 0"));
        List<String> fromOld = List.of("[edit system]", "-   hostname old;", "+   hostname newest;");
        assertEquals(fromOld, ann.says("show | compare rollback 1"));
        assertEquals(fromOld, ann.says("show | compare file mine"));
        assertTrue(ann.isTold("show | compare rollback 77").contains("77"), () -> ann.console.messages.toString());
        assertTrue(ann.isTold("show | compare file yours").contains("there is no file"));
        assertEquals(List.of("set system hostname newest"), ann.says("show | compare rollback 1 | display set"));
    }

    @Test
    void theCandidateIsShownInEveryForm() {
        ann.says("delete mcp");
        assertEquals(List.of("system {", "    hostname old;", "}"), ann.says("show"));
        assertEquals(
                List.of("<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">",
                        "  <system xmlns=\"urn:braid:yang:braid-system\">",
                        "    <hostname>old</hostname>",
                        "  </system>",
                        "</config>"),
                ann.says("show | display xml"));
        assertEquals(
                List.of("{", "  \"braid-system:system\": {", "    \"hostname\": \"old\"", "  }", "}"),
                ann.says("show | display json"));
        List<String> edit = ann.says("show | display netconf");
        assertTrue(edit.toString().contains("<edit-config>") && edit.toString().contains("<hostname>old</hostname>"),
                edit::toString);
    }
}
