package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import java.util.List;

/** Writes what commands show, through the pipeline that stands behind them. */
final class Output {
    private final CliSession session;

    Output(CliSession session) {
        this.session = session;
    }

    /** A configuration as people read it: what is in the node, or the leaf itself. */
    void configuration(Console console, Shown shown) {
        Lines out = console.out(true);
        CurlyWriter writer = new CurlyWriter(out);
        shown.node().ifPresent(node -> {
            if (node instanceof Branch branch) {
                TreeWalk.inside(branch, writer);
            } else {
                TreeWalk.node(node, writer);
            }
        });
        writer.finish();
    }
}
