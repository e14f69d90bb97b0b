package io.braid.cli.command;

import io.braid.cli.grammar.Grammar;
import io.braid.cli.grammar.Grammar.Parsed;
import io.braid.cli.grammar.WrongWord;
import io.braid.cli.session.Cancelled;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.operate.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what lines say, tells what is wrong with them, and leaves a line about each in the audit log. */
public final class Interpreter {
    private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);

    private final CliSession session;
    private final Operational operational;
    private final Configuration configuration;
    private final AuditLog audit = new AuditLog();

    public Interpreter(CliSession session) {
        this.session = session;
        this.operational = new Operational(session);
        this.configuration = new Configuration(session, operational);
    }

    /** How a line ended. */
    public enum Outcome {
        DONE,
        /** It was refused, or failed. */
        FAILED,
        /** It could not be understood. */
        WRONG
    }

    /**
     * What became of a line.
     *
     * @param outcome how it ended
     * @param shown the line as a history may have it: without secrets
     */
    public record Result(Outcome outcome, String shown) {}

    /** What can be said in the mode that the session is in. */
    public Grammar<Command> grammar() {
        return new Grammar<>(session.candidate().isPresent() ? configuration.start() : operational.start());
    }

    /**
     * Does what a line says.
     *
     * @param column where the line began on the screen, for marks under it; negative if it is not to be seen there
     */
    public Result run(String line, Console console, int column) {
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
            return new Result(Outcome.DONE, line);
        }
        Grammar<Command> grammar = grammar();
        Parsed<Command> parsed;
        try {
            parsed = grammar.parse(line);
        } catch (WrongWord e) {
            Marks.show(console, line, column, e);
            String shown = grammar.shown(line, e);
            audit.command(session.session(), shown, "wrong", e.getMessage());
            return new Result(Outcome.WRONG, shown);
        }
        return new Result(run(parsed, console), parsed.shown());
    }

    private Outcome run(Parsed<Command> parsed, Console console) {
        String problem;
        try {
            parsed.meaning().run(console);
            audit.command(session.session(), parsed.shown(), "ok", "");
            return Outcome.DONE;
        } catch (DatastoreException e) {
            e.errors().forEach(error -> console.tell("error: " + text(error)));
            problem = e.getMessage();
        } catch (Refused e) {
            console.tell("error: " + e.getMessage());
            problem = e.getMessage();
        } catch (Cancelled e) {
            audit.command(session.session(), parsed.shown(), "cancelled", "");
            return Outcome.FAILED;
        } catch (RuntimeException e) {
            // A defect of one command must not end the session, with all that is edited in it.
            LOG.error("msg=\"a command failed\" command=\"{}\"", AuditLog.plain(parsed.shown()), e);
            console.tell("error: the command failed by a defect of this program; the log tells more");
            problem = String.valueOf(e.getMessage());
        }
        audit.command(session.session(), parsed.shown(), "refused", problem);
        return Outcome.FAILED;
    }

    private static String text(DataError error) {
        return error.path().isEmpty() ? error.message() : error.path() + ": " + error.message();
    }
}
