package io.braid.cli.terminal;

import io.braid.cli.command.Countdown;
import io.braid.cli.command.Interpreter;
import io.braid.cli.command.Interpreter.Result;
import io.braid.cli.session.CliSession;
import java.io.IOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;

/** The session of a person: prompts, lines, messages that come in between. */
public final class Shell {
    private final CliSession session;
    private final Terminal terminal;
    private final LineEditor editor;
    private final TerminalConsole console;
    private final Interpreter interpreter;
    private volatile boolean reading;

    public Shell(CliSession session, Terminal terminal) throws IOException {
        this.session = session;
        this.terminal = terminal;
        this.interpreter = new Interpreter(session);
        Hints hints = new Hints(interpreter::grammar, () -> width(), session.limits().choicesMax());
        this.editor = new LineEditor(terminal, hints, session.limits().lineMax(), session.limits().historyMax());
        this.console = new TerminalConsole(terminal, editor, session.limits().lineMax());
    }

    private int width() {
        return console.width();
    }

    /** Reads and does lines until the session is over or the other side is gone. */
    public void run() {
        while (!session.over()) {
            Optional<String> line = next();
            if (line.isEmpty()) {
                return;
            }
            console.begin();
            Result result = interpreter.run(line.get(), console, prompt().length());
            if (!result.shown().isBlank()) {
                editor.getHistory().add(result.shown());
            }
            if (result.outcome() != Interpreter.Outcome.DONE) {
                // What was pasted behind a line that failed may have counted on it.
                forgetPasted();
            }
            terminal.flush();
        }
    }

    private void forgetPasted() {
        int lines = editor.forgetPasted();
        if (lines > 0) {
            console.tell("error: of what was pasted " + lines + (lines == 1 ? " line is" : " lines are") + " not done");
        }
    }

    /** The next line; empty if there is none any more. */
    private Optional<String> next() {
        Optional<String> pasted = editor.pastedLine();
        if (pasted.isPresent()) {
            console.tell(prompt() + pasted.get());
            return pasted;
        }
        if (session.candidate().isPresent() && session.place().up() != null) {
            console.tell("[edit" + CliSession.words(session.place()) + "]");
        }
        reading = true;
        try {
            return Optional.of(editor.readLine(prompt(), null, (Character) null, editor.pastedBeginning()));
        } catch (UserInterruptException e) {
            forgetPasted();
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        } finally {
            reading = false;
            // Ctrl-C reaches the editor as an interrupt, which would swallow the output of the next command.
            Thread.interrupted();
        }
    }

    /** Whether a line is awaited, and nothing is being done. */
    public boolean idle() {
        return reading;
    }

    private String prompt() {
        String countdown = session.datastore().pending()
                .map(pending -> "[" + Countdown.text(pending) + "]")
                .orElse("");
        String sign = session.candidate().isPresent() ? "# " : "> ";
        String name = session.session().principal().user() + "@" + session.appliance().name().get();
        String whole = name + countdown + sign;
        return whole.length() <= width() / 2 ? whole : countdown + sign;
    }

    /** Draws the prompt anew if it says something else now. From any thread. */
    public void refresh() {
        if (reading) {
            editor.prompt(prompt());
        }
    }

    /** Tells something that has nothing to do with what is being done. From any thread. */
    public void announce(String message) {
        if (reading) {
            editor.printAbove(message);
        } else {
            console.tell(message);
        }
    }

    /** The window has another size. */
    public void resize(int columns, int rows) {
        terminal.setSize(size(columns, rows));
        terminal.raise(Terminal.Signal.WINCH);
    }

    /** Sizes that terminals tell which have none are those of the usual one. */
    static Size size(int columns, int rows) {
        return Size.of(columns > 0 ? columns : 80, rows > 0 ? rows : 24);
    }
}
