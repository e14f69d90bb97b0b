package io.braid.yang.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.error.QualifiedPath;
import io.braid.yang.schema.Market;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Contents;
import io.braid.yang.tree.Reader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operations of edit-config (RFC 6241 §7.2, RFC 7950 §7). */
final class TreeEditTest {
    private static final String STALL = "<stall><id>1</id><rent>5</rent><terminal>t</terminal>"
            + "<helper><name>a</name></helper><best>a</best></stall><limit>9</limit>"
            + "<queue><name>a</name></queue><queue><name>b</name></queue><queue><name>c</name></queue>";

    private static String market(String content) {
        return "<market xmlns='urn:braid:test:market'>" + content + "</market>";
    }

    private static Branch base() throws Exception {
        return Edits.tree(Market.SCHEMA, market(STALL));
    }

    private static TreeEdit.Result edit(Branch root, String content, EditRequest.ErrorOption onError) throws Exception {
        EditNode edit = Edits.read(Market.SCHEMA, market(content));
        return TreeEdit.apply(root, new EditRequest(edit, Operation.MERGE, EditRequest.TestOption.SET, onError));
    }

    private static void becomes(String content, String expected) throws Exception {
        TreeEdit.Result result = edit(base(), content, EditRequest.ErrorOption.ROLLBACK);
        assertEquals(List.of(), Edits.errors(result));
        Branch wanted = Edits.tree(Market.SCHEMA, market(expected));
        assertTrue(Contents.same(wanted, result.root()), () -> wanted + "\n" + result.root());
    }

    private static void fails(String content, String... errors) throws Exception {
        Branch root = base();
        TreeEdit.Result result = edit(root, content, EditRequest.ErrorOption.ROLLBACK);
        assertEquals(List.of(errors), Edits.errors(result));
        assertSame(root, result.root());
    }

    private static List<String> unreadable(String content) {
        return assertThrows(DatastoreException.class, () -> Edits.read(Market.SCHEMA, content)).errors().stream()
                .map(error -> error.tag().text() + " " + error.path())
                .toList();
    }

    private static String names(String queue) throws Exception {
        TreeEdit.Result result = edit(base(), queue, EditRequest.ErrorOption.ROLLBACK);
        assertEquals(List.of(), Edits.errors(result));
        StringBuilder names = new StringBuilder();
        Reader.of(result.root()).container("market").list("queue").forEach(entry -> names.append(entry.text("name")));
        return names.toString();
    }

    @Test
    void mergeAddsAndReplaces() throws Exception {
        becomes("<limit>9</limit>", STALL);
        becomes(
                "<stall><id>1</id><rent>6</rent></stall>",
                STALL.replace("<rent>5", "<rent>6"));
        becomes("<stall><id>2</id></stall>", STALL + "<stall><id>2</id></stall>");
    }

    @Test
    void replaceLeavesOnlyWhatIsGiven() throws Exception {
        String replaced = "<stall nc:operation='replace'><id>1</id><row>3</row></stall>";
        becomes(replaced, "<stall><id>1</id><row>3</row></stall>" + STALL.substring(STALL.indexOf("<limit")));
        fails("<stall nc:operation='replace'><id>1</id><rent nc:operation='delete'/></stall>",
                "data-missing /market:market/stall[id='1']/rent");
    }

    @Test
    void createAndDeleteInsistOnWhatWasThere() throws Exception {
        fails("<limit nc:operation='create'>3</limit>", "data-exists /market:market/limit");
        fails("<stall nc:operation='create'><id>1</id></stall>", "data-exists /market:market/stall[id='1']");
        fails("<stall nc:operation='delete'><id>7</id></stall>", "data-missing /market:market/stall[id='7']");
        fails("<motto nc:operation='delete'/>", "data-missing /market:market/motto");
        fails("<stall><id>1</id><best nc:operation='delete'>b</best></stall>",
                "data-missing /market:market/stall[id='1']/best");
        becomes("<limit nc:operation='delete'/>", STALL.replace("<limit>9</limit>", ""));
        becomes("<motto nc:operation='remove'/><stall nc:operation='remove'><id>7</id></stall>", STALL);
    }

    @Test
    void settingOneCaseDeletesTheOther() throws Exception {
        becomes("<stall><id>1</id><till>4</till></stall>", STALL.replace("<terminal>t</terminal>", "<till>4</till>"));
        becomes("<stall><id>1</id><bank><country>x</country></bank></stall>",
                STALL.replace("</terminal>", "</terminal><bank><country>x</country></bank>"));
        fails("<stall><id>2</id><till>4</till><terminal>x</terminal></stall>",
                "bad-element /market:market/stall[id='2']/terminal");
    }

    @Test
    void entriesGoToTheirPlace() throws Exception {
        assertEquals("abcd", names("<queue><name>d</name></queue>"));
        assertEquals("dabc", names("<queue yang:insert='first'><name>d</name></queue>"));
        assertEquals("bca", names("<queue yang:insert='last'><name>a</name></queue>"));
        assertEquals("acb", names("<queue yang:insert='before' yang:key=\"[name='b']\"><name>c</name></queue>"));
        assertEquals("bac", names("<queue yang:insert='after' yang:key=\"[name='b']\"><name>a</name></queue>"));
        fails("<queue yang:insert='after' yang:key=\"[name='z']\"><name>a</name></queue>",
                "bad-attribute /market:market/queue[name='a']");
        becomes("<stall><id>1</id><best yang:insert='before' yang:value='a'>z</best></stall>",
                STALL.replace("<best>", "<best>z</best><best>"));
        fails("<stall yang:insert='first'><id>1</id></stall>", "unknown-attribute /market:market/stall[id='1']");
    }

    @Test
    void theErrorOptionDecidesAboutTheRest() throws Exception {
        String three = "<limit>1</limit><motto nc:operation='delete'/><open>false</open>"
                + "<guard nc:operation='delete'/>";
        TreeEdit.Result stopped = edit(base(), three, EditRequest.ErrorOption.STOP);
        assertEquals(List.of("data-missing /market:market/motto"), Edits.errors(stopped));
        Reader market = Reader.of(stopped.root()).container("market");
        assertEquals("1", market.text("limit"));
        assertTrue(market.flag("open"));
        TreeEdit.Result all = edit(base(), three, EditRequest.ErrorOption.CONTINUE);
        assertEquals(2, all.errors().size());
        assertEquals(false, Reader.of(all.root()).container("market").flag("open"));
    }

    @Test
    void theOperationNoneOnlyPassesThrough() throws Exception {
        Branch root = base();
        EditNode edit = Edits.read(Market.SCHEMA, market("<stall><id>1</id><rent nc:operation='merge'>8</rent></stall>"));
        EditRequest none = new EditRequest(
                edit, Operation.NONE, EditRequest.TestOption.SET, EditRequest.ErrorOption.ROLLBACK);
        assertEquals("8", Reader.of(TreeEdit.apply(root, none).root()).container("market").list("stall").getFirst().text("rent"));
        assertEquals(
                List.of("data-missing /market:market/stall[id='1']"),
                Edits.errors(TreeEdit.apply(Branch.empty(root.schema()), none)));
    }

    @Test
    void whatDoesNotFitTheModelIsRefusedAtOnce() {
        assertEquals(
                List.of(
                        "invalid-value /market:market/limit",
                        "unknown-element /market:market",
                        "bad-attribute /market:market/open",
                        "missing-attribute /market:market/queue"),
                unreadable(market("<limit>x</limit><limits>1</limits><open nc:operation='twist'>true</open>"
                        + "<queue yang:insert='before'><name>a</name></queue>")));
        assertEquals(List.of("unknown-namespace /"), unreadable("<market xmlns='urn:other'/>"));
        assertEquals(
                List.of("unknown-element /market:market/limit", "invalid-value /market:market/limit"),
                unreadable(market("<limit><deep/></limit>")));
    }

    @Test
    void anEntryNeedsItsKey() throws Exception {
        fails("<stall><rent>1</rent></stall>", "missing-element /market:market/stall");
        fails("<stall><id nc:operation='delete'>1</id></stall>", "bad-attribute /market:market/stall[id='1']/id");
    }

    @Test
    void netconfSeesPrefixesEverywhere() {
        QualifiedPath path = QualifiedPath.of("/market:market/stall[id='/a:b[']/other:x/best[.='q']");
        assertEquals(
                "/market:market/market:stall[market:id='/a:b[']/other:x/other:best[.='q']", path.text());
        assertEquals(Set.of("market", "other"), path.modules());
        assertEquals("/", QualifiedPath.of("/").text());
        assertEquals(
                List.of(new DataError.Info(DataError.NETCONF, "a", "b")),
                DataError.protocol(ErrorTag.IN_USE, "").with(DataError.NETCONF, "a", "b").info());
    }
}
