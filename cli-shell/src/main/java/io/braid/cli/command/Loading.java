package io.braid.cli.command;

import io.braid.cli.grammar.Argument;
import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.LineTooLong;
import io.braid.cli.session.Refused;
import io.braid.yang.codec.CurlyReader;
import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.Document;
import io.braid.yang.codec.JsonReader;
import io.braid.yang.codec.Problem;
import io.braid.yang.codec.SetReader;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.edit.EditNodes;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.tree.Branch;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads texts into the candidate and writes it into files. A text is taken as a whole or not at all. */
final class Loading {
    private static final int SHOWN = 20;

    private final CliSession session;
    private final Edits edits;

    Loading(CliSession session, Edits edits) {
        this.session = session;
        this.edits = edits;
    }

    /** What is done with a text. */
    @FunctionalInterface
    private interface Use {
        void take(Console console, InputStream text) throws DatastoreException, Refused;
    }

    Place<Command> load() {
        return new Keywords<Command>()
                .add("merge", "add a configuration to the candidate", () -> from(this::merge))
                .add("replace", "replace the candidate by a configuration", () -> from(this::replace))
                .add("set", "do lines of set, delete and insert", () -> from(this::lines));
    }

    private Place<Command> from(Use use) {
        return new Keywords<Command>()
                .add("terminal", "what you type or paste until Ctrl-D", (Command) console -> terminal(console, use))
                .add("file", "a file that was saved", () -> new Argument<>("file", "its name", name ->
                        new Keywords<Command>().end(console -> file(console, name, use))));
    }

    private void terminal(Console console, Use use) throws DatastoreException, Refused {
        if (console.interactive()) {
            console.tell("Type or paste the text; Ctrl-D at the beginning of a line ends it.");
        }
        try {
            use.take(console, new ByteArrayInputStream(typed(console)));
        } catch (IOException e) {
            throw new Refused("the text cannot be read: " + e.getMessage());
        }
    }

    /** The text that is typed. A person's is read to its end even if it cannot be taken: the rest is not meant as commands. */
    private byte[] typed(Console console) throws IOException, Refused {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String problem = "";
        int lines = 0;
        for (boolean more = true; more; ) {
            try {
                String line = console.data();
                more = line != null;
                if (more && problem.isEmpty()) {
                    text.writeBytes(line.getBytes(StandardCharsets.UTF_8));
                    text.write('\n');
                }
            } catch (LineTooLong e) {
                problem = problem.isEmpty() ? "line " + (lines + 1) + ": " + e.getMessage() : problem;
            }
            lines += more ? 1 : 0;
            if (text.size() > session.limits().loadMax()) {
                text.reset();
                problem = "the text is longer than " + session.limits().loadMax() + " bytes";
            }
            if (!problem.isEmpty() && (!more || !console.interactive())) {
                throw new Refused(problem + "; nothing was taken of the " + lines + " lines that were read");
            }
        }
        return text.toByteArray();
    }

    private void file(Console console, String name, Use use) throws DatastoreException, Refused {
        try (InputStream in = session.files().read(name)) {
            use.take(console, in);
        } catch (IOException e) {
            throw new Refused("the file \"" + name + "\" cannot be read: " + e.getMessage());
        }
    }

    private void merge(Console console, InputStream text) throws DatastoreException, Refused {
        edits.run(EditNodes.merging(document(console, text)));
    }

    private void replace(Console console, InputStream text) throws DatastoreException, Refused {
        session.replace(document(console, text));
    }

    private void lines(Console console, InputStream text) throws DatastoreException, Refused {
        SetReader.Result read = new SetReader(session.schema(), session.limits().loadMax()).read(text, session.place());
        refuse(console, read.problems());
        edits.run(read.edit());
        console.tell(read.lines() + " lines done.");
    }

    /** The configuration that a file holds. */
    Branch whole(String name) throws Refused {
        try (InputStream in = session.files().read(name)) {
            Document document = read(in);
            if (!document.problems().isEmpty()) {
                throw new Refused("the file \"" + name + "\" is wrong: " + text(document.problems().getFirst()));
            }
            return document.root();
        } catch (IOException e) {
            throw new Refused("the file \"" + name + "\" cannot be read: " + e.getMessage());
        }
    }

    private Branch document(Console console, InputStream text) throws Refused {
        try {
            Document document = read(text);
            refuse(console, document.problems());
            return document.root();
        } catch (IOException e) {
            throw new Refused("the text cannot be read: " + e.getMessage());
        }
    }

    /** Reads whatever form the text has: XML and JSON begin with their own character. */
    private Document read(InputStream text) throws IOException {
        BufferedInputStream in = new BufferedInputStream(text);
        in.mark(1024);
        int first = in.read();
        for (int i = 0; i < 1000 && first >= 0 && Character.isWhitespace(first); i++) {
            first = in.read();
        }
        in.reset();
        int max = session.limits().loadMax();
        return switch (first) {
            case '<' -> new XmlReader(session.schema(), max).read(in);
            case '{' -> new JsonReader(session.schema(), max).read(in);
            default -> new CurlyReader(session.schema(), max).read(in);
        };
    }

    private static void refuse(Console console, List<Problem> problems) throws Refused {
        if (problems.isEmpty()) {
            return;
        }
        problems.stream().limit(SHOWN).forEach(problem -> console.tell(text(problem)));
        throw new Refused(problems.size() == 1
                ? "nothing was taken of the text"
                : "nothing was taken of the text: it has " + problems.size() + " problems");
    }

    private static String text(Problem problem) {
        String place = problem.path().equals("/") ? "" : problem.path() + ": ";
        return "line " + problem.line() + ": " + place + problem.reason();
    }

    Place<Command> save() {
        return new Argument<>("file", "its name", name -> new Keywords<Command>().end(console -> {
            try {
                // A file that is to be loaded back holds the secrets too, as far as its user may see them, who alone reads it.
                TreeWalk.whole(session.tree(), new CurlyWriter(session.files().create(name)));
            } catch (IOException e) {
                throw new Refused(e.getMessage());
            } catch (UncheckedIOException e) {
                throw new Refused(e.getCause().getMessage());
            }
            console.tell("Saved as " + name + ".");
        }));
    }
}
