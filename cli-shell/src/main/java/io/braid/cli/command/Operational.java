package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Paths;
import io.braid.cli.grammar.Place;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.TreeLive;
import io.braid.yang.codec.PlainValues;

/** The commands of operational mode. */
public final class Operational {
    private final CliSession session;
    private final Showing showing;

    public Operational(CliSession session) {
        this.session = session;
        this.showing = new Showing(session, new Output(session));
    }

    /** Where a line begins. */
    public Place<Command> start() {
        return common()
                .add("configure", "change the configuration", this::configure)
                .add("exit", "end the session", (Command) _ -> session.end())
                .add("quit", "end the session", (Command) _ -> session.end());
    }

    /** What can be said in both modes. */
    Keywords<Command> common() {
        return new Keywords<Command>()
                .add("show", "show configuration and state", this::show)
                .add("help", "tell how this works", Help.command());
    }

    private Place<Command> configure() {
        return new Keywords<Command>()
                .end(Operational.this::edit)
                .add("private", "in a candidate of your own, as always", (Command) this::edit);
    }

    private void edit(io.braid.cli.session.Console console) {
        session.configure();
        console.tell("You edit a candidate of your own. It takes effect by commit.");
    }

    private Place<Command> show() {
        return new Keywords<Command>().add("configuration", "the running configuration", this::configuration);
    }

    private Place<Command> configuration() {
        return new Keywords<Command>()
                .end(showing.running(session.top()))
                .add("history", "who committed what, and when", showing.history())
                .or(paths().from(session.top()));
    }

    private Paths<Command> paths() {
        return new Paths<>(
                session.schema(),
                new TreeLive(session),
                new PlainValues(session.schema())::canonical,
                Showing.paths(showing::running));
    }
}
