package io.braid.cli.pipe;

import com.google.re2j.PatternSyntaxException;
import io.braid.cli.display.Format;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands behind a command: first how its data is written, then what becomes of the lines.
 *
 * @param format the format, if one was asked for
 * @param columns the columns of a table, if one was asked for; empty otherwise
 * @param paged whether the output stops at the end of each page
 * @param filters what becomes of the lines, in order
 */
public record Pipeline(Optional<Format> format, List<String> columns, boolean paged, List<Filter> filters) {
    /** Longest pipeline. */
    private static final int FILTERS_MAX = 16;

    /** A command that stands alone. */
    public static final Pipeline NONE = new Pipeline(Optional.empty(), List.of(), true, List.of());

    /** Takes lines and gives others. */
    @FunctionalInterface
    public interface Filter {
        /**
         * Puts it before an output.
         *
         * @throws IOException if a file cannot be written
         */
        Lines before(Lines out, Files files) throws IOException;
    }

    /** Where lines are saved. */
    @FunctionalInterface
    public interface Files {
        /**
         * Begins a file; its end ends it. Writing fails by {@link java.io.UncheckedIOException}.
         *
         * @throws IOException if there can be no file of that name; the message says why
         */
        Lines create(String name) throws IOException;
    }

    public Pipeline {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }

    /**
     * Reads what stands behind a command.
     *
     * @param words from the first sign {@code |} on; none is {@link #NONE}
     * @throws PipeException if it cannot be
     */
    public static Pipeline of(List<Word> words) throws PipeException {
        Optional<Format> format = Optional.empty();
        List<String> columns = List.of();
        boolean paged = true;
        List<Filter> filters = new ArrayList<>();
        Optional<Pipe> before = Optional.empty();
        for (Part part : parts(words)) {
            check(part, before);
            String argument = part.argument.map(Word::text).orElse("");
            switch (part.pipe) {
                case DISPLAY -> format = Optional.of(format(part));
                case TABLE -> columns = columns(part);
                case NO_MORE -> paged = false;
                default -> filters.add(filter(part, argument));
            }
            before = Optional.of(part.pipe);
        }
        if (filters.size() > FILTERS_MAX) {
            throw new PipeException(words.getFirst().start(), "the pipeline has more than " + FILTERS_MAX + " commands");
        }
        return new Pipeline(format, columns, paged, filters);
    }

    /** The pipeline before an output: what is written into it comes out filtered. To be ended by {@link Lines#end}. */
    public Lines before(Lines out, Files files) throws IOException {
        Lines at = out;
        for (Filter filter : filters.reversed()) {
            at = filter.before(at, files);
        }
        return at;
    }

    /** A command of the pipeline. */
    private record Part(Pipe pipe, Word word, Optional<Word> argument) {}

    private static List<Part> parts(List<Word> words) throws PipeException {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Word sign = words.get(at++);
            if (!sign.pipe()) {
                throw new PipeException(sign.start(), "a | is missing before " + sign.text());
            }
            if (at == words.size() || words.get(at).pipe()) {
                throw new PipeException(sign.end(), "a command is missing behind |: " + String.join(", ", Pipe.words()));
            }
            Word word = words.get(at++);
            Pipe pipe = Pipe.of(word.text()).orElseThrow(() -> unknown(word));
            Optional<Word> argument = Optional.empty();
            if (!pipe.argument().isEmpty() && at < words.size() && !words.get(at).pipe()) {
                argument = Optional.of(words.get(at++));
            }
            if (argument.isEmpty() && pipe.needed()) {
                throw new PipeException(word.end(), pipe.word() + " needs " + pipe.argument() + ": " + pipe.help());
            }
            if (argument.filter(Word::open).isPresent()) {
                throw new PipeException(argument.get().start(), "the closing quotation mark is missing");
            }
            if (at < words.size() && !words.get(at).pipe()) {
                Word more = words.get(at);
                throw new PipeException(more.start(), pipe.argument().isEmpty()
                        ? pipe.word() + " takes nothing: remove " + more.text()
                        : pipe.word() + " takes one word: put a text with spaces in quotation marks");
            }
            parts.add(new Part(pipe, word, argument));
        }
        return parts;
    }

    private static PipeException unknown(Word word) {
        return new PipeException(word.start(), "unknown " + word.text()
                + Nearest.to(word.text(), Pipe.words())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; known are " + String.join(", ", Pipe.words())));
    }

    private static void check(Part part, Optional<Pipe> before) throws PipeException {
        if (part.pipe.renders() && before.isPresent()) {
            throw new PipeException(part.word.start(), before.get().renders()
                    ? part.pipe.word() + " cannot follow " + before.get().word() + ": choose one"
                    : part.pipe.word() + " stands before " + before.get().word() + ": it says how data is written");
        }
        if (before.filter(Pipe.SAVE::equals).isPresent() && part.pipe != Pipe.NO_MORE) {
            throw new PipeException(part.word.start(), "nothing is left behind save: put " + part.pipe.word() + " before it");
        }
    }

    private static Format format(Part part) throws PipeException {
        Word word = part.argument.orElseThrow();
        List<String> known = Stream.of(Format.values()).map(Format::word).toList();
        return Format.of(word.text())
                .orElseThrow(() -> new PipeException(word.start(), "unknown format " + word.text()
                        + Nearest.to(word.text(), known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; known are " + String.join(", ", known))));
    }

    private static List<String> columns(Part part) throws PipeException {
        Word word = part.argument.orElseThrow();
        List<String> columns = List.of(word.text().split(",", -1));
        if (columns.stream().anyMatch(String::isBlank)) {
            throw new PipeException(word.start(), "table needs the names of columns with commas between them: a,b");
        }
        return columns.stream().map(String::strip).collect(Collectors.toList());
    }

    private static Filter filter(Part part, String argument) throws PipeException {
        try {
            return switch (part.pipe) {
                case MATCH -> Filters.match(new LinePattern(argument));
                case EXCEPT -> Filters.except(new LinePattern(argument));
                case BEGIN -> Filters.begin(new LinePattern(argument));
                case SECTION -> (out, _) -> new SectionFilter(argument, out);
                case COUNT -> (out, _) -> new Filters.Count(out);
                case LAST -> Filters.last(number(part));
                case SAVE -> Filters.save(argument);
                case TABLE, DISPLAY, NO_MORE -> throw new IllegalStateException(part.pipe + " is no filter");
            };
        } catch (PatternSyntaxException e) {
            throw new PipeException(part.argument.orElseThrow().start(), "no regular expression: " + e.getMessage());
        }
    }

    private static int number(Part part) throws PipeException {
        if (part.argument.isEmpty()) {
            return Pipe.LAST_DEFAULT;
        }
        Word word = part.argument.get();
        boolean good = word.text().matches("[0-9]{1,5}");
        int number = good ? Integer.parseInt(word.text()) : 0;
        if (number < 1 || number > Pipe.LAST_MAX) {
            throw new PipeException(word.start(), "last takes a number from 1 to " + Pipe.LAST_MAX);
        }
        return number;
    }
}
