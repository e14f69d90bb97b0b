package io.braid.cli.terminal;

import io.braid.cli.command.Interpreter;
import io.braid.cli.command.Interpreter.Outcome;
import io.braid.cli.session.Cancelled;
import io.braid.cli.session.CliSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of a program, one after the other, until one fails: what follows may have counted on it. */
public final class Batch {
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private final CliSession session;
    private final LineInput in;
    private final StreamConsole console;

    public Batch(CliSession session, InputStream in, OutputStream out, OutputStream messages) {
        this.session = session;
        this.in = new LineInput(in, session.limits().lineMax());
        this.console = new StreamConsole(this.in, out, messages);
    }

    /**
     * Does the commands of one text, separated by semicolons or line ends.
     *
     * @return the exit status: 0 if all were done
     */
    public int text(String text) {
        try {
            if (text.length() > session.limits().lineMax()) {
                console.tell("error: the command is longer than " + session.limits().lineMax() + " characters");
                return WRONG;
            }
            int status = 0;
            for (String command : commands(text)) {
                status = status(command);
                if (status != 0 || session.over()) {
                    break;
                }
            }
            console.flush();
            return status;
        } catch (Cancelled e) {
            return FAILED;
        }
    }

    /** Does the lines of the stream. */
    public int lines() {
        try {
            int status = 0;
            // Whoever has said exit need not send anything more.
            while (status == 0 && !session.over()) {
                String line = in.line();
                if (line == null) {
                    break;
                }
                status = status(line);
            }
            console.flush();
            return status;
        } catch (IOException e) {
            console.tell("error: " + e.getMessage());
            return WRONG;
        } catch (Cancelled e) {
            return FAILED;
        }
    }

    private int status(String command) {
        Outcome outcome = new Interpreter(session).run(command, console, -1).outcome();
        console.flush();
        return switch (outcome) {
            case DONE -> 0;
            case FAILED -> FAILED;
            case WRONG -> WRONG;
        };
    }

    /** A semicolon in quotation marks is part of a word. */
    static List<String> commands(String text) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = quoted && i > 0 && text.charAt(i - 1) == '\\';
            if (c == '"' && !escaped) {
                quoted = !quoted;
            }
            if (!quoted && (c == ';' || c == '\n')) {
                commands.add(command.toString().strip());
                command.setLength(0);
            } else {
                command.append(c);
            }
        }
        commands.add(command.toString().strip());
        return commands;
    }
}
