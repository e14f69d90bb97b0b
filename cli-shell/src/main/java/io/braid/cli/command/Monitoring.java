package io.braid.cli.command;

import io.braid.cli.grammar.Argument;
import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.pipe.Pipeline;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.cli.table.Tables;
import io.braid.yang.error.DatastoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows tables again and again. */
final class Monitoring {
    private static final int SECONDS_MAX = 3600;
    private static final int SECONDS_USUAL = 2;

    private final Output output;

    Monitoring(Output output) {
        this.output = output;
    }

    Place<Command> start() {
        Keywords<Command> place = new Keywords<>();
        Tables.all().forEach((word, view) -> {
            Content table = output.table(view);
            place.add(word, view.help(), () -> new Keywords<Command>()
                    .end(console -> run(console, table, SECONDS_USUAL))
                    .add("interval", "how long to wait in between", () -> Argument.number(
                            "seconds", "between two looks, " + SECONDS_USUAL + " otherwise", 1, SECONDS_MAX,
                            seconds -> new Keywords<Command>().end(console -> run(console, table, seconds)))));
        });
        return place;
    }

    private static void run(Console console, Content table, int seconds) throws DatastoreException, Refused {
        do {
            List<String> lines = new ArrayList<>();
            int height = console.height();
            table.write(Pipeline.NONE, line -> {
                // What does not fit on the screen is not kept.
                if (lines.size() < height) {
                    lines.add(line);
                }
            }, console);
            console.screen(lines);
        } while (console.wait(Duration.ofSeconds(seconds)));
    }
}
