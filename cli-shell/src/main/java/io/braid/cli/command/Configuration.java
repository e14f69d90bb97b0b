package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Paths;
import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.Purpose;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.TreeLive;
import io.braid.yang.codec.PlainValues;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.DataPath;
import java.util.Optional;

/** The commands of configuration mode. */
public final class Configuration {
    private final CliSession session;
    private final Operational operational;
    private final Edits edits;
    private final Output output;
    private final Showing showing;
    private final Committing committing;
    private final Loading loading;

    public Configuration(CliSession session, Operational operational) {
        this.session = session;
        this.operational = operational;
        this.edits = new Edits(session);
        this.output = new Output(session);
        this.showing = new Showing(session, output);
        this.committing = new Committing(session, output);
        this.loading = new Loading(session, edits);
    }

    /** Where a line begins. */
    public Place<Command> start() {
        return new Keywords<Command>()
                .add("set", "give a leaf a value, make an entry", () -> paths(
                        new Assignments(this::changeable, settings -> _ -> edits.set(settings))))
                .add("delete", "take a node away with all that is in it", () -> paths(Targets.of(
                        this::changeable, _ -> true, true, target -> _ -> edits.delete(target))))
                .add("insert", "move an entry or value to another place of its list", this::insert)
                .add("show", "show the candidate, or with | compare what it changes", this::show)
                .add("edit", "go to a place, where paths then begin", this::edit)
                .add("up", "go one level up", this::up)
                .add("top", "go to the top", (Command) _ -> session.go(session.top()))
                .add("commit", "make the candidate the running configuration", committing::commit)
                .add("rollback", "make the candidate what was running before the last commits", committing::rollback)
                .add("update", "take over what others have committed since", committing::update)
                .add("discard", "forget all changes", (Command) _ ->
                        session.datastore().discard(session.session(), session.editing()))
                .add("load", "change the candidate by a text", loading::load)
                .add("save", "write the candidate into a file", loading::save)
                .add("run", "do a command of operational mode", operational::common)
                .add("help", "tell how this works", Help.command())
                .add("exit", "go one level up, or leave configuration mode", (Command) this::exit)
                .add("quit", "go one level up, or leave configuration mode", (Command) this::exit)
                .keep(word -> Permitted.word(session, word));
    }

    /** Configuration that the user may perhaps change: of a list, some entries. */
    private boolean changeable(SchemaNode node) {
        return node.config() && session.rights().mayWrite(node);
    }

    private Place<Command> paths(Purpose<Command> purpose) {
        return new Paths<>(
                        session.schema(), new TreeLive(session), new PlainValues(session.schema())::canonical, purpose)
                .from(session.place());
    }

    private Place<Command> show() {
        return showing.candidate().add("|", "change the output", () -> new Keywords<Command>()
                .add("compare", "what the candidate changes, or how it differs", committing::compare)
                .or(output.pipe((pipe, out, console) -> showing.whole().write(pipe, out, console))));
    }

    private Place<Command> edit() {
        return paths(Targets.of(
                node -> node.config() && node instanceof InnerSchema && session.rights().mayRead(node),
                place -> !(place.schema() instanceof ListSchema) || place.key().isPresent(),
                false,
                target -> _ -> session.go(target.place())));
    }

    private Place<Command> up() {
        return new Keywords<Command>()
                .end(_ -> session.go(above(1)))
                .or(io.braid.cli.grammar.Argument.number("levels", "how many levels", 1, 32, levels ->
                        new Keywords<Command>().end(_ -> session.go(above(levels)))));
    }

    private DataPath above(int levels) {
        DataPath at = session.place();
        for (int i = 0; i < levels && at.up() != null; i++) {
            at = at.up();
        }
        return at;
    }

    private void exit(io.braid.cli.session.Console console) {
        if (session.place().up() != null) {
            session.go(above(1));
            return;
        }
        committing.leave(console);
    }

    private Place<Command> insert() {
        return paths(new Targets(
                this::changeable,
                Configuration::movable,
                true,
                _ -> Optional.empty(),
                target -> new Insertion(session, edits, target).place()));
    }

    private static boolean movable(DataPath place) {
        return switch (place.schema()) {
            case ListSchema list -> list.userOrdered() && place.key().isPresent();
            case LeafListSchema list -> list.userOrdered();
            default -> false;
        };
    }
}
