package io.braid.cli.command;

import io.braid.cli.grammar.Setting;
import io.braid.cli.session.CliSession;
import io.braid.yang.datastore.CommitInfo;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.DataPath;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Shows configuration and its history. */
final class Showing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final CliSession session;
    private final Output output;

    Showing(CliSession session, Output output) {
        this.session = session;
        this.output = output;
    }

    Command running(DataPath place) {
        return console -> output.configuration(console, Shown.of(session.datastore().running().root(), place));
    }

    Command candidate(DataPath place) {
        return console -> output.configuration(console, Shown.of(session.editing().root(), place));
    }

    /** The commits of the history, the latest first; its number is that of a rollback which undoes it and all after it. */
    Command history() {
        return console -> {
            List<CommitInfo> commits = session.datastore().history();
            var out = console.out(true);
            for (int i = 0; i < commits.size(); i++) {
                CommitInfo commit = commits.get(i);
                out.line("%-3d %s  %s (%s)%s".formatted(
                        i,
                        TIME.format(commit.at()),
                        commit.principal().user(),
                        commit.principal().origin(),
                        commit.comment().isEmpty() ? "" : "  " + commit.comment()));
            }
            out.end();
        };
    }

    /** Paths of configuration that are shown. */
    static Targets paths(java.util.function.Function<DataPath, Command> show) {
        return Targets.of(SchemaNode::config, _ -> true, false, (Setting target) -> show.apply(target.place()));
    }
}
