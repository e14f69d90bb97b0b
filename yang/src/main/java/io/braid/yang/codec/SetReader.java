package io.braid.yang.codec;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.edit.EditBuilder;
import io.braid.yang.edit.EditBuilder.ClashException;
import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.Insert;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Nearest;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads lines such as {@code set mcp service home role upstream}, {@code delete mcp service home intercept} and {@code insert
 * mcp service home concentrator a before b} into one edit that does what the lines would do one after the other. Reads on after
 * a line that is wrong, and tells of all of them. Empty lines and those that begin with {@code #} are passed over.
 */
public final class SetReader {
    private static final int PROBLEMS_MAX = 200;
    private static final List<String> COMMANDS = List.of("set", "delete", "insert");

    private final Schema schema;
    private final PlainValues values;
    private final long bytesMax;

    /**
     * What was read.
     *
     * @param edit the edit of all lines that were right; its nodes name the lines that they came from
     * @param problems everything that was wrong, in the order of the text; at most 200, and how many more
     * @param lines how many lines had a command
     */
    public record Result(EditNode edit, List<Problem> problems, int lines) {}

    /**
     * A reader.
     *
     * @param schema the modules
     * @param bytesMax longest text, in bytes
     */
    public SetReader(Schema schema, long bytesMax) {
        this.schema = schema;
        this.values = new PlainValues(schema);
        this.bytesMax = bytesMax;
    }

    /** Reads lines whose paths begin at the root; the stream stays open. */
    public Result read(InputStream in) {
        return read(in, DataPath.root(schema.root()));
    }

    /**
     * Reads lines; the stream stays open.
     *
     * @param base the container or entry in which the paths of the lines begin
     */
    public Result read(InputStream in, DataPath base) {
        return new Pass(base).read(in);
    }

    /** A line cannot be done. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;
        private final int column;
        private final transient DataPath path;

        Wrong(int column, DataPath path, String reason) {
            super(reason);
            this.column = column;
            this.path = path;
        }
    }

    private final class Pass {
        private final EditBuilder edit = new EditBuilder(schema.root());
        private final List<Problem> problems = new ArrayList<>();
        private final DataPath base;
        private int dropped;
        private int line;
        private int lines;
        private List<Word> words = List.of();
        private int at;

        Pass(DataPath base) {
            this.base = base;
        }

        Result read(InputStream in) {
            try {
                BufferedReader text = new BufferedReader(StrictText.of(new BoundedInput(in, bytesMax)));
                for (String read = text.readLine(); read != null; read = text.readLine()) {
                    line++;
                    line(read);
                }
            } catch (IOException e) {
                problem(new Problem(line + 1, 0, "/", StrictText.reason(e)));
            }
            if (dropped > 0) {
                problems.add(new Problem(0, 0, "/", dropped + " further problems are not shown"));
            }
            return new Result(edit.build(), problems, lines);
        }

        private void line(String text) {
            if (text.isBlank() || text.stripLeading().startsWith("#")) {
                return;
            }
            lines++;
            try {
                command(text);
            } catch (Wrong e) {
                problem(new Problem(line, e.column, e.path.text(), e.getMessage()));
            }
        }

        private void problem(Problem problem) {
            if (problems.size() < PROBLEMS_MAX) {
                problems.add(problem);
            } else {
                dropped++;
            }
        }

        private void command(String text) throws Wrong {
            words = Words.split(text);
            at = 1;
            for (Word word : words) {
                if (word.open()) {
                    throw new Wrong(word.start() + 1, base, "the closing quotation mark is missing");
                }
                if (word.pipe()) {
                    throw new Wrong(word.start() + 1, base, "no pipe can stand here: put a text with | in quotation marks");
                }
            }
            String command = words.getFirst().text();
            if (!COMMANDS.contains(command)) {
                throw new Wrong(words.getFirst().start() + 1, base, "unknown " + Words.quote(command)
                        + Nearest.to(command, COMMANDS)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; a line begins with set, delete or insert"));
            }
            DataPath path = path();
            Optional<String> value = value(path, command);
            try {
                switch (command) {
                    case "set" -> edit.set(done(path), value, line);
                    case "delete" -> edit.delete(done(path), value, line);
                    default -> edit.insert(path, value, place(path), line);
                }
            } catch (ClashException e) {
                throw new Wrong(words.getFirst().start() + 1, path, e.getMessage());
            }
        }

        /** The path that the words name, as far as they go or to a leaf. */
        private DataPath path() throws Wrong {
            DataPath path = base;
            while (more() && path.schema() instanceof InnerSchema around && !isPlace(path)) {
                Word word = words.get(at);
                Optional<SchemaNode> child = ShortNames.find(around, word.text(), SchemaNode::config);
                if (child.isEmpty()) {
                    throw wrong(path, ShortNames.unknown(around, word.text(), SchemaNode::config));
                }
                at++;
                path = child.get() instanceof ListSchema list ? path.entry(list, key(path, list)) : path.child(child.get());
            }
            if (path == base) {
                throw wrong(path, "lacks the path of what is meant");
            }
            return path;
        }

        /** Whether the words go on with where an entry is inserted. A child of the same name can be written with its module. */
        private boolean isPlace(DataPath path) {
            return path != base
                    && words.getFirst().text().equals("insert")
                    && path.schema() instanceof ListSchema list
                    && where().isPresent()
                    && (list.userOrdered()
                            || ShortNames.find(list, words.get(at).text(), SchemaNode::config).isEmpty());
        }

        private Key key(DataPath around, ListSchema list) throws Wrong {
            List<String> key = new ArrayList<>(list.keys().size());
            for (ValueSchema leaf : list.keys()) {
                if (!more()) {
                    throw wrong(around.child(list), "lacks its key: " + Unknown.keys(list));
                }
                key.add(canonical(around.child(list).child(leaf), leaf));
            }
            return new Key(key);
        }

        private Optional<String> value(DataPath path, String command) throws Wrong {
            if (!(path.schema() instanceof ValueSchema leaf)) {
                return Optional.empty();
            }
            if (!SetWriter.takesWord(leaf)) {
                return Optional.of("");
            }
            if (!more()) {
                if (command.equals("delete") && !(leaf instanceof LeafListSchema)) {
                    return Optional.empty();
                }
                throw wrong(path, command.equals("set") ? "lacks its value" : "lacks the value that is meant");
            }
            return Optional.of(canonical(path, leaf));
        }

        private String canonical(DataPath path, ValueSchema leaf) throws Wrong {
            try {
                String value = values.canonical(leaf, words.get(at).text());
                at++;
                return value;
            } catch (ValueException e) {
                throw wrong(path, e.getMessage());
            }
        }

        private Optional<Insert.Where> where() {
            if (more()) {
                for (Insert.Where each : Insert.Where.values()) {
                    if (words.get(at).text().equals(each.name().toLowerCase(Locale.ROOT))) {
                        return Optional.of(each);
                    }
                }
            }
            return Optional.empty();
        }

        private Insert place(DataPath path) throws Wrong {
            boolean ordered = path.schema() instanceof ListSchema list && list.userOrdered()
                    || path.schema() instanceof LeafListSchema leaves && leaves.userOrdered();
            if (!ordered) {
                throw wrong(path, "has no place: the order is not the user's");
            }
            Insert.Where where = where().orElseThrow(() -> wrong(path, "lacks its place: first, last, before or after"));
            at++;
            Optional<Key> anchor = Optional.empty();
            if (where == Insert.Where.BEFORE || where == Insert.Where.AFTER) {
                if (!more()) {
                    throw wrong(path, "lacks what it is to stand " + where.name().toLowerCase(Locale.ROOT));
                }
                anchor = Optional.of(
                        path.schema() instanceof ListSchema list
                                ? key(path.up(), list)
                                : Key.of(canonical(path, (ValueSchema) path.schema())));
            }
            done(path);
            return new Insert(where, anchor);
        }

        private DataPath done(DataPath path) throws Wrong {
            if (more()) {
                throw wrong(path, path.schema() instanceof ValueSchema leaf && SetWriter.takesWord(leaf)
                        ? "takes one value: put a text with spaces in quotation marks"
                        : "takes nothing behind it: remove " + Words.quote(words.get(at).text()));
            }
            return path;
        }

        private boolean more() {
            return at < words.size();
        }

        /** Something is wrong with the next word, or with the end of the line. */
        private Wrong wrong(DataPath path, String reason) {
            int column = (more() ? words.get(at).start() : words.getLast().end()) + 1;
            return new Wrong(column, path, reason);
        }
    }
}
