package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Paths;
import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.Purpose;
import io.braid.cli.grammar.Setting;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.TreeLive;
import io.braid.cli.table.Tables;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.PlainValues;
import io.braid.yang.datastore.CommitInfo;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.DataPath;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Shows configuration, its history, and state. */
final class Showing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final CliSession session;
    private final Output output;

    Showing(CliSession session, Output output) {
        this.session = session;
        this.output = output;
    }

    /** What operational mode shows: tables, the configuration, anything by its path. */
    Place<Command> operational() {
        Keywords<Command> place = new Keywords<Command>()
                .add("configuration", "the running configuration", this::running);
        Tables.all().forEach((word, view) -> {
            Keywords<Command> behind = output.tail(output.table(view));
            // A word may name a table and a part of the model: what follows tells.
            place.add(word, view.help(), () -> session.schema().root().named(word).findAny()
                    .<Place<Command>>map(node -> behind.or(paths(shown(_ -> true, output::state))
                            .from(session.top().child(node))))
                    .orElse(behind));
        });
        return place.or(paths(shown(_ -> true, output::state)).from(session.top()));
    }

    private Place<Command> running() {
        return output.tail((pipe, out, console) -> now(session.top()).write(pipe, out, console))
                .add("history", "who committed what, and when", () -> output.tail(history()))
                .add("with-secrets", "with its passwords and keys", () -> secrets())
                .or(paths(shown(SchemaNode::config, this::now)).from(session.top()));
    }

    private Place<Command> secrets() {
        Function<DataPath, Content> all = place -> output.configuration(
                place, place.in(session.running()));
        return output.tail(all.apply(session.top()))
                .or(paths(shown(SchemaNode::config, all)).from(session.top()));
    }

    private Content now(DataPath place) {
        return output.configuration(session.datastore().running().root(), place);
    }

    /** What configuration mode shows: the candidate, from the place on where it stands. */
    Keywords<Command> candidate() {
        Function<DataPath, Content> content =
                place -> output.configuration(session.editing().root(), place);
        return new Keywords<Command>()
                .end(console -> output.command(content.apply(session.place())).run(console))
                .or(paths(shown(SchemaNode::config, content)).from(session.place()));
    }

    /** The candidate whole, for a pipeline. */
    Content whole() {
        return output.configuration(session.editing().root(), session.place());
    }

    /** Paths to something that is shown, with a pipeline behind them. */
    private Purpose<Command> shown(Predicate<SchemaNode> offered, Function<DataPath, Content> content) {
        return new Targets(
                node -> offered.test(node) && session.rights().mayRead(node),
                _ -> true,
                false,
                (Setting target) -> output.tail(content.apply(target.place())).end(),
                (Setting target) -> Optional.of(new Keywords<Command>()
                        .add("|", "change the output", () -> output.pipe(content.apply(target.place())))));
    }

    private Paths<Command> paths(Purpose<Command> purpose) {
        return new Paths<>(
                session.schema(), new TreeLive(session), new PlainValues(session.schema())::canonical, purpose);
    }

    /** The commits, the latest first; the number before each is how many commits came after it. */
    private Content history() {
        return Content.text((_, out, _) -> {
            List<CommitInfo> commits = session.datastore().history();
            for (int i = 0; i < commits.size(); i++) {
                line(out, i, commits.get(i));
            }
        });
    }

    private static void line(Lines out, int number, CommitInfo commit) {
        out.line("%-3d %s  %s (%s)%s".formatted(
                number,
                TIME.format(commit.at()),
                commit.principal().user(),
                commit.principal().origin(),
                commit.comment().isEmpty() ? "" : "  " + commit.comment()));
    }
}
