package io.braid.cli.command;

import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;

/** The commands of operational mode. */
public final class Operational {
    private final CliSession session;
    private final Showing showing;
    private final Monitoring monitoring;
    private final Acting acting;
    private final Tracing tracing;

    public Operational(CliSession session) {
        Output output = new Output(session);
        this.session = session;
        this.showing = new Showing(session, output);
        this.monitoring = new Monitoring(output);
        this.acting = new Acting(session, output);
        this.tracing = new Tracing(session, acting);
    }

    /** Where a line begins. */
    public Place<Command> start() {
        return common()
                .add("configure", "change the configuration", () -> new Keywords<Command>()
                        .end(this::configure)
                        .add("private", "in a candidate of your own, as always", (Command) this::configure))
                .add("exit", "end the session", (Command) _ -> session.end())
                .add("quit", "end the session", (Command) _ -> session.end())
                .keep(word -> Permitted.word(session, word));
    }

    /** What can be said in both modes. */
    Keywords<Command> common() {
        Keywords<Command> place = new Keywords<Command>()
                .add("show", "show configuration and state", showing::operational)
                .add("monitor", "show a table again and again, until q", monitoring::start)
                .add("clear", "clear what the model lets be cleared", acting::clear)
                .add("request", "do another action of the model", acting::request);
        tracing.start().ifPresent(trace -> place.add("trace", "follow connections through the rooms", () -> trace));
        return place.add("help", "tell how this works", Help.command()).keep(word -> Permitted.word(session, word));
    }

    private void configure(Console console) {
        session.configure();
        console.tell("You edit a candidate of your own. It takes effect by commit.");
    }
}
