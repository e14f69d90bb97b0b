package io.braid.yang.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.SetReader;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Supply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of RFC 8341 over the product's model: what each user reads, changes, executes and is told. */
class AccessControlTest {
    private static final Schema SCHEMA = Models.braid();
    private static final String HASH = "$1$saltsalt$hashhashhashhashhash..";

    @TempDir
    private Path directory;

    private Datastore datastore;

    @BeforeEach
    void anAdministratorASupporterAndAGuest() throws Exception {
        datastore = Datastore.open(directory, () -> SCHEMA, 1, List.of());
        does(
                "root",
                "set system authentication user ann password " + HASH,
                "set system authentication user eve password " + HASH,
                "set mcp interface wan0 role internet-facing",
                "set mcp interface lan0 role customer-facing",
                "set nacm groups group admin user-name ann",
                "set nacm groups group support user-name eve",
                "set nacm rule-list admin group admin",
                "set nacm rule-list admin rule everything action permit",
                "set nacm rule-list support group support");
    }

    @AfterEach
    void close() {
        datastore.close();
    }

    @Test
    void asLongAsNobodyHasARightEverybodyIsInARecoverySession(@TempDir Path other) throws Exception {
        try (Datastore fresh = Datastore.open(other, () -> SCHEMA, 1, List.of())) {
            assertTrue(fresh.access().of(principal("anybody")).unlimited());
        }
    }

    @Test
    void whoIsInNoGroupHasTheDefaultsReadingWithoutSecretsAndNothingElse() throws Exception {
        String seen = reads("guest");
        assertTrue(seen.contains("interface wan0"), seen);
        assertTrue(seen.contains("user eve"), seen);
        assertFalse(seen.contains(HASH), seen);
        assertFalse(seen.contains("nacm"), seen);
        assertEquals(
                List.of("/braid-mcp:mcp/interface[name='wan1']", "/braid-mcp:mcp/interface[name='wan1']/name",
                        "/braid-mcp:mcp/interface[name='wan1']/role"),
                denied("guest", "set mcp interface wan1 role internet-facing"));
    }

    @Test
    void theAdministratorReadsAndChangesEverything() throws Exception {
        assertTrue(reads("ann").contains(HASH));
        does("ann", "delete system authentication user eve", "set nacm read-default deny");
    }

    @Test
    void aRuleForAPathPermitsOnlyWhatItNames() throws Exception {
        does(
                "ann",
                "set nacm rule-list support rule own path \"/braid-mcp:mcp/interface[name='wan0']\"",
                "set nacm rule-list support rule own access-operations \"update read\"",
                "set nacm rule-list support rule own action permit");
        does("eve", "set mcp interface wan0 role customer-facing");
        assertEquals(
                List.of("/braid-mcp:mcp/interface[name='lan0']/role"),
                denied("eve", "set mcp interface lan0 role internet-facing"));
        assertEquals(
                List.of("/braid-mcp:mcp/interface[name='wan0']", "/braid-mcp:mcp/interface[name='wan0']/name",
                        "/braid-mcp:mcp/interface[name='wan0']/role"),
                denied("eve", "delete mcp interface wan0"));
    }

    @Test
    void theFirstRuleThatMatchesDecides() throws Exception {
        does(
                "ann",
                "set nacm rule-list support rule not-that path \"/braid-mcp:mcp/interface[name='lan0']\"",
                "set nacm rule-list support rule not-that action deny",
                "set nacm rule-list support rule all path /braid-mcp:mcp",
                "set nacm rule-list support rule all action permit");
        assertFalse(reads("eve").contains("lan0"));
        assertTrue(reads("eve").contains("wan0"));
        does("eve", "set mcp interface wan1 role internet-facing");
        assertFalse(denied("eve", "delete mcp interface lan0").isEmpty());
    }

    @Test
    void aUserMayChangeWhatBearsHisName() throws Exception {
        does(
                "ann",
                "set nacm rule-list support rule own path /braid-system:system/authentication/user[name=$USER]/password",
                "set nacm rule-list support rule own action permit");
        assertTrue(reads("eve").contains(HASH));
        assertEquals(1, reads("eve").split("password").length - 1);
        does("eve", "set system authentication user eve password $1$saltsalt$otherotherotherotherot");
        assertEquals(
                List.of("/braid-system:system/authentication/user[name='ann']/password"),
                denied("eve", "set system authentication user ann password $1$saltsalt$otherotherotherotherot"));
    }

    @Test
    void whatIsHiddenIsThereNeitherForFiltersNorForExpressions() throws Exception {
        does("ann", "set nacm rule-list support rule no path /braid-mcp:mcp/interface",
                "set nacm rule-list support rule no action deny");
        var sight = datastore.access().of(principal("eve")).sight();
        var root = new Evaluator(SCHEMA, Supply.NONE, sight).root(datastore.running().root());
        InnerSchema mcp = (InnerSchema) SCHEMA.root().child("mcp");
        InnerSchema list = (InnerSchema) mcp.child("interface");
        var around = root.children(mcp).getFirst();
        assertTrue(around.children(list).isEmpty());
        assertTrue(around.entry((io.braid.yang.schema.ListSchema) list, Key.of("wan0")).isEmpty());
        assertEquals(0, new View(false, Defaults.EXPLICIT).instances(around, list, java.util.Map.of(), 10).count());
        assertTrue(datastore.access().of(principal("eve")).mayRead(mcp));
        assertFalse(datastore.access().of(principal("eve")).mayRead(list));
    }

    @Test
    void operationsAreExecutedByDefaultButForThoseThatARuleHasToPermit() throws Exception {
        Rights guest = datastore.access().of(principal("guest"));
        assertTrue(guest.executes("ietf-netconf", "get"));
        assertFalse(guest.executes("ietf-netconf", "kill-session"));
        assertFalse(guest.executes("ietf-netconf", "delete-config"));
        OperationSchema trace = rpc("trace-connection");
        DataPath root = DataPath.root(SCHEMA.root());
        assertFalse(guest.executes(trace, root));
        assertTrue(guest.executes(rpc("rollback"), root));
        assertTrue(datastore.access().of(principal("ann")).executes(trace, root));
        does("ann", "set nacm exec-default deny",
                "set nacm rule-list support rule trace rpc-name trace-connection",
                "set nacm rule-list support rule trace action permit");
        assertTrue(datastore.access().of(principal("eve")).executes(trace, root));
        assertFalse(datastore.access().of(principal("eve")).executes("ietf-netconf", "get"));
        assertTrue(datastore.access().of(principal("eve")).executes("ietf-netconf", "close-session"));
    }

    @Test
    void anActionIsExecutedByARuleForItsPath() throws Exception {
        InnerSchema conversions = (InnerSchema) ((InnerSchema) SCHEMA.root().child("mcp")).child("conversions");
        InnerSchema conversion = (InnerSchema) conversions.child("conversion");
        OperationSchema clear = conversion.operations().getFirst();
        DataPath one = DataPath.root(SCHEMA.root()).child(SCHEMA.root().child("mcp")).child(conversions)
                .entry((io.braid.yang.schema.ListSchema) conversion, Key.of("a0"));
        assertFalse(datastore.access().of(principal("eve")).executes(clear, one));
        does("ann", "set nacm rule-list support rule clear path /braid-mcp:mcp/conversions/conversion/clear",
                "set nacm rule-list support rule clear access-operations exec",
                "set nacm rule-list support rule clear action permit");
        assertTrue(datastore.access().of(principal("eve")).executes(clear, one));
        assertFalse(datastore.access().of(principal("guest")).mayExecute(clear, conversion));
    }

    @Test
    void notificationsAreReadByTheirName() throws Exception {
        var damaged = SCHEMA.notification("braid-system", "configuration-damaged");
        assertTrue(datastore.access().receives(principal("eve"), damaged));
        does("ann", "set nacm rule-list support rule no notification-name configuration-damaged",
                "set nacm rule-list support rule no action deny");
        assertFalse(datastore.access().receives(principal("eve"), damaged));
        assertTrue(datastore.access().receives(principal("guest"), damaged));
        assertEquals(1, datastore.access().deniedNotifications());
    }

    @Test
    void aCommitNeedsTheRightToAllThatItChanges() throws Exception {
        Candidate shared = datastore.shared();
        edit("ann", shared, "set mcp interface wan1 role internet-facing");
        DatastoreException refusal = assertThrows(
                DatastoreException.class, () -> datastore.commit(session("eve"), shared, CommitOptions.plain("")));
        assertEquals(ErrorTag.ACCESS_DENIED, refusal.errors().getFirst().tag());
        assertEquals(1, datastore.access().deniedWrites());
        datastore.commit(session("ann"), shared, CommitOptions.plain(""));
    }

    @Test
    void whoDoesNotSeeAllCannotTakeAwayTheRestByACopy() throws Exception {
        Branch seen = new Pruning(datastore.access().of(principal("eve"))).of(datastore.running().root());
        DatastoreException refusal = assertThrows(
                DatastoreException.class, () -> datastore.copyConfig(session("eve"), seen, datastore.shared()));
        assertEquals(ErrorTag.ACCESS_DENIED, refusal.errors().getFirst().tag());
    }

    @Test
    void aRuleWhosePathNamesNothingIsRefused() {
        datastore.add(new RuleCheck());
        List<DataError> errors = assertThrows(DatastoreException.class, () -> does(
                        "ann",
                        "set nacm rule-list support rule a path /braid-mcp:mcp/servise",
                        "set nacm rule-list support rule a action permit",
                        "set nacm rule-list support rule b path \"/braid-mcp:mcp/interface[nam='x']\"",
                        "set nacm rule-list support rule b action permit"))
                .errors();
        assertEquals(
                List.of("the model has no braid-mcp:servise in /braid-mcp:mcp",
                        "nam is no key of /braid-mcp:mcp/interface"),
                errors.stream().map(DataError::message).toList());
        assertEquals("/ietf-netconf-acm:nacm/rule-list[name='support']/rule[name='a']/path", errors.getFirst().path());
    }

    private static OperationSchema rpc(String name) {
        return SCHEMA.root().operations().stream()
                .filter(rpc -> rpc.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Principal principal(String user) {
        return new Principal(user, Set.of(), "test");
    }

    private static Session session(String user) {
        return new Session(7, principal(user));
    }

    private void edit(String user, Candidate candidate, String... lines) throws DatastoreException, IOException {
        String text = String.join("\n", lines);
        SetReader.Result read = new SetReader(SCHEMA, 10_000)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), DataPath.root(SCHEMA.root()));
        assertEquals(List.of(), read.problems());
        datastore.edit(session(user), candidate, EditRequest.merge(read.edit()));
    }

    private void does(String user, String... lines) throws DatastoreException, IOException {
        Candidate candidate = datastore.candidate();
        edit(user, candidate, lines);
        datastore.commit(session(user), candidate, CommitOptions.plain(""));
    }

    private List<String> denied(String user, String line) {
        DatastoreException refusal = assertThrows(DatastoreException.class, () -> does(user, line));
        refusal.errors().forEach(error -> assertEquals(ErrorTag.ACCESS_DENIED, error.tag()));
        return refusal.errors().stream().map(DataError::path).toList();
    }

    private String reads(String user) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(
                new Pruning(datastore.access().of(principal(user))).of(datastore.running().root()),
                new CurlyWriter(lines::add));
        return String.join("\n", lines);
    }
}
