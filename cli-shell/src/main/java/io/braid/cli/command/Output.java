package io.braid.cli.command;

import io.braid.cli.display.Display;
import io.braid.cli.display.Format;
import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.pipe.Pipeline;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.cli.table.ListTable;
import io.braid.cli.table.TableWriter;
import io.braid.cli.table.Tables;
import io.braid.yang.codec.Lines;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Node;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Shows things through the pipeline that stands behind a command. */
final class Output {
    private static final View STATE = new View(true, Defaults.EXPLICIT);

    private final CliSession session;

    Output(CliSession session) {
        this.session = session;
    }

    /** Behind the words of a command that shows something: the end, or a pipeline. */
    Keywords<Command> tail(Content content) {
        return new Keywords<Command>()
                .end(command(content, Pipeline.NONE))
                .add("|", "change the output", () -> pipe(content));
    }

    /** Behind the sign that begins a pipeline. */
    Place<Command> pipe(Content content) {
        return PipePlace.begin(pipeline -> command(content, pipeline));
    }

    /** The command that shows something as it is usually shown. */
    Command command(Content content) {
        return command(content, Pipeline.NONE);
    }

    private Command command(Content content, Pipeline pipe) {
        return console -> {
            try {
                content.write(pipe, pipe.before(console.out(pipe.paged()), session.files()::create), console);
            } catch (IOException e) {
                throw new Refused(e.getMessage());
            } catch (UncheckedIOException e) {
                throw new Refused(e.getCause().getMessage());
            } catch (IllegalArgumentException e) {
                // What the rooms of tables and formats say of names that the model does not have, and of what has no such form.
                throw new Refused(e.getMessage());
            }
        };
    }

    /** A part of a configuration, without its secrets and what the user may not see. */
    Content configuration(Branch root, DataPath place) {
        return configuration(place, place.in(session.seen(root)).map(new Redaction()::node));
    }

    /** A part of a configuration as it is. */
    Content configuration(DataPath place, Optional<Node> node) {
        return (pipe, out, console) -> {
            if (!pipe.columns().isEmpty()) {
                throw new Refused("configuration has no columns: tables are made of show " + CliSession.words(place).strip());
            }
            new Display(session.schema(), pipe.format().orElse(Format.TEXT), out).config(place, node);
        };
    }

    /** Running without its secrets, and the state beside it. */
    private Instance operational() {
        return session.operational(new Redaction().of(session.datastore().running().root()));
    }

    /** Configuration and state at a place. */
    Content state(DataPath place) {
        return (pipe, out, console) -> {
            if (!pipe.columns().isEmpty()) {
                columns(place, pipe, out, console);
                return;
            }
            Display display = new Display(session.schema(), stateFormat(pipe), out);
            if (whole(place)) {
                display.state(Standing.at(operational(), place.up()), (ListSchema) place.schema(), STATE);
            } else {
                display.state(existing(place), STATE);
            }
        };
    }

    private static boolean whole(DataPath place) {
        return place.schema() instanceof ListSchema && place.key().isEmpty();
    }

    /** The instance at a place; what is in a container may be state, though nobody made the container. */
    private Instance existing(DataPath place) throws Refused {
        Instance found = Standing.at(operational(), place);
        if (!found.explicit() && !(place.schema() instanceof ContainerSchema)) {
            throw new Refused("there is no" + CliSession.words(place));
        }
        return found;
    }

    private void columns(DataPath place, Pipeline pipe, Lines out, Console console) throws Refused {
        if (!(place.schema() instanceof InnerSchema inner) || place.up() == null) {
            throw new Refused("a table is made of a list: show one, and choose columns of it");
        }
        Optional<Instance> entry = place.key().isPresent() ? Optional.of(existing(place)) : Optional.empty();
        ListTable.write(
                session.schema(), Standing.at(operational(), place.up()), inner, entry, pipe.columns(), width(console), out);
    }

    private static int width(Console console) {
        return console.interactive() ? console.width() : 0;
    }

    private static Format stateFormat(Pipeline pipe) throws Refused {
        Format format = pipe.format().orElse(Format.TEXT);
        if (!format.showsState()) {
            throw new Refused("state is shown as text, set, xml or json: " + format.word() + " would edit it");
        }
        return format;
    }

    /** One of the tables that have a name; in other formats, what it is made of. */
    Content table(Tables.View view) {
        return (pipe, out, console) -> {
            DataPath place = place(view.place());
            if (!pipe.columns().isEmpty()) {
                columns(place, pipe, out, console);
            } else if (pipe.format().isEmpty()) {
                view.write(session.schema(), operational(), width(console), out);
            } else if (whole(place)) {
                new Display(session.schema(), stateFormat(pipe), out)
                        .state(Standing.at(operational(), place.up()), (ListSchema) place.schema(), TableWriter.VIEW);
            } else {
                new Display(session.schema(), stateFormat(pipe), out)
                        .state(Standing.at(operational(), place), TableWriter.VIEW);
            }
        };
    }

    private DataPath place(String path) {
        DataPath at = session.top();
        for (String name : path.split("/")) {
            at = at.child(((InnerSchema) at.schema()).child(name));
        }
        return at;
    }

    /** What an action or rpc has answered. */
    Content answer(Branch output) {
        return (pipe, out, console) -> new Display(session.schema(), stateFormat(pipe), out)
                .state(new Evaluator(session.schema()).root(output), STATE);
    }
}
