package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.codec.EditXml;
import io.braid.yang.codec.SetReader;
import io.braid.yang.codec.SetWriter;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.EditNodes;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Diff;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages that the command line shows as "display netconf" do what they say, sent to a server as they are. */
@Timeout(60)
class EditMessageTest {
    private static final String BEFORE =
            """
            set box owner "ann \\"of\\" <box> & co"
            set box paint box:red
            set box favourite "/box:box/item[name='a b']"
            set box tag x
            set box tag "y|z"
            set box item "a b" place 1
            set box item b weight 7
            set box rule one allow true
            set box rule two allow false
            set box rule three allow true
            set box code 5
            """;
    private static final String AFTER =
            """
            set box size 3
            set box paint box:blue
            set box tag "y|z"
            set box tag w
            set box item b weight 8
            set box item c address 2001:db8::1
            set box rule three allow true
            set box rule one allow false
            set box rule four allow true
            set box key
            """;

    @TempDir
    private Path directory;

    @Test
    void aServerDoesWhatIsShown() throws Exception {
        Branch none = Branch.empty(Box.SCHEMA.root());
        Branch before = tree(none, BEFORE);
        Branch after = tree(none, AFTER);
        try (Box box = new Box(directory);
                Client client = Client.connect(box.port())) {
            perform(client, EditNodes.merging(before));
            assertEquals(set(before), set(box.datastore().running().root()));
            perform(client, EditNodes.doing(before, Diff.between(before, after)));
            assertEquals(set(after), set(box.datastore().running().root()));
            perform(client, EditNodes.doing(after, Diff.between(after, none)));
            assertEquals(List.of(), set(box.datastore().running().root()));
        }
    }

    private static void perform(Client client, EditNode edit) throws IOException {
        List<String> lines = new ArrayList<>();
        new EditXml(Box.SCHEMA, lines::add).rpc(edit, "candidate");
        client.send(String.join("\n", lines));
        String reply = client.receive().orElseThrow();
        assertTrue(reply.contains("<ok/>"), () -> String.join("\n", lines) + "\n" + reply);
        assertEquals("<ok/>", client.call("<commit/>"));
    }

    private static Branch tree(Branch root, String lines) {
        SetReader.Result read = new SetReader(Box.SCHEMA, 1 << 16)
                .read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(), read.problems());
        return TreeEdit.apply(root, EditRequest.merge(read.edit())).root();
    }

    private static List<String> set(Branch root) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(root, new SetWriter(lines::add));
        return lines;
    }
}
