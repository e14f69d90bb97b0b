package io.braid.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.testing.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators without all rights are offered, shown and refused (RFC 8341). */
class AccessTest {
    private Desk desk;
    private Desk.Operator eve;

    @BeforeEach
    void aSupporterMayChangeOneInterface(@TempDir Path directory) throws IOException {
        desk = new Desk(directory);
        try (Desk.Operator ann = desk.operator("ann")) {
            ann.says(
                    "configure",
                    "set system authentication user ann password $1$saltsalt$hashhashhashhashhash..",
                    "set mcp interface wan0 role internet-facing",
                    "set mcp interface lan0 role customer-facing",
                    "set nacm groups group admin user-name ann",
                    "set nacm groups group support user-name eve",
                    "set nacm rule-list admin group admin",
                    "set nacm rule-list admin rule everything action permit",
                    "set nacm rule-list support group support",
                    "set nacm rule-list support rule hidden path \"/braid-mcp:mcp/interface[name='lan0']\"",
                    "set nacm rule-list support rule hidden action deny",
                    "set nacm rule-list support rule interfaces path /braid-mcp:mcp/interface",
                    "set nacm rule-list support rule interfaces action permit",
                    "commit");
        }
        eve = desk.operator("eve");
    }

    @AfterEach
    void close() {
        eve.close();
        desk.close();
    }

    @Test
    void whatCannotBeReadIsNeitherShownNorOffered() {
        assertFalse(eve.canSay("show ").contains("nacm"));
        assertFalse(eve.canSay("show configuration system authentication user ann ").contains("password"));
        assertEquals(List.of("wan0"), eve.canSay("show configuration mcp interface ").stream()
                .filter(word -> word.endsWith("0")).toList());
        String shown = String.join("\n", eve.says("show configuration with-secrets"));
        assertTrue(shown.contains("wan0") && shown.contains("user ann"), shown);
        assertFalse(shown.contains("lan0") || shown.contains("hash") || shown.contains("nacm"), shown);
    }

    @Test
    void whatCannotBeChangedIsNotOfferedAndIsRefused() {
        eve.says("configure");
        assertEquals(List.of("mcp"), eve.canSay("set "));
        assertEquals(List.of("interface"), eve.canSay("set mcp "));
        eve.says("set mcp interface wan0 role customer-facing", "commit");
        eve.says("set mcp interface wan0 role internet-facing");
        assertTrue(eve.isTold("set mcp interface lan0 role internet-facing").contains("not allowed"));
        assertTrue(eve.isTold("set system hostname x").contains("unknown"));
        assertFalse(String.join("\n", eve.says("show")).contains("lan0"));
    }

    @Test
    void aComparisonTellsNothingThatIsHidden() {
        try (Desk.Operator ann = desk.operator("ann")) {
            ann.says(
                    "configure",
                    "set system authentication user ann password $1$saltsalt$otherotherotherotherot",
                    "set system hostname box-2",
                    "commit");
        }
        eve.says("configure");
        String told = String.join("\n", eve.says("show | compare rollback 1"));
        assertTrue(told.contains("box-2"), told);
        assertFalse(told.contains("password"), told);
    }

    @Test
    void whatCannotBeExecutedIsNotOfferedAndIsRefused() throws IOException {
        assertFalse(eve.canSay("clear ").contains("conversion"));
        assertTrue(eve.isTold("clear conversion a1").contains("nothing can follow"));
        try (Desk.Operator ann = desk.operator("ann")) {
            ann.says("clear conversion a1");
            ann.says(
                    "configure",
                    "set nacm rule-list support rule no-commit rpc-name edit-config",
                    "set nacm rule-list support rule no-commit action deny",
                    "commit");
        }
        assertEquals(List.of("a1"), desk.cleared);
        assertFalse(eve.canSay("").contains("configure"));
        assertTrue(eve.isTold("configure").contains("unknown"));
    }
}
