package io.braid.cli.command;

import io.braid.cli.session.CliSession;
import io.braid.yang.access.Pruning;
import io.braid.yang.access.Rights;
import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.datastore.Conflict;
import io.braid.yang.tree.Node;
import java.util.List;
import java.util.Optional;

/** Writes conflicts: what stood there, what others made of it, and what you did. */
final class ThreeWay {
    private final Lines out;
    private final Redaction redaction = new Redaction();

    private final Pruning pruning;

    /** @param rights of whom they are shown to */
    ThreeWay(Lines out, Rights rights) {
        this.out = out;
        this.pruning = new Pruning(rights);
    }

    void write(List<Conflict> conflicts) {
        for (Conflict conflict : conflicts) {
            out.line("[edit" + CliSession.words(conflict.path().up()) + "]");
            node("base  ", conflict, conflict.base());
            node("theirs", conflict, conflict.theirs());
            node("yours ", conflict, conflict.yours());
        }
    }

    private void node(String side, Conflict conflict, Optional<Node> node) {
        Optional<Node> seen = node.flatMap(each -> pruning.of(conflict.path(), each));
        if (seen.isEmpty()) {
            out.line(side + "  (no " + conflict.path().schema().word() + ")");
            return;
        }
        CurlyWriter writer = new CurlyWriter(line -> out.line(side + "  " + line));
        TreeWalk.node(redaction.node(seen.get()), writer);
        writer.finish();
    }
}
