package io.braid.cli.pipe;

import io.braid.cli.pipe.Pipeline.Filter;
import io.braid.yang.codec.Lines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** What becomes of lines. Each filter works line by line; only {@code last} keeps any. */
final class Filters {
    private Filters() {}

    static Filter match(LinePattern pattern) {
        return (out, _) -> new Chosen(out, pattern::isIn);
    }

    static Filter except(LinePattern pattern) {
        return (out, _) -> new Chosen(out, line -> !pattern.isIn(line));
    }

    static Filter begin(LinePattern pattern) {
        return (out, _) -> new Chosen(out, new Predicate<>() {
            private boolean begun;

            @Override
            public boolean test(String line) {
                begun = begun || pattern.isIn(line);
                return begun;
            }
        });
    }

    static Filter last(int number) {
        return (out, _) -> new Last(out, number);
    }

    static Filter save(String name) {
        return (out, files) -> new Save(out, files.create(name), name);
    }

    /** Some of the lines. */
    private record Chosen(Lines out, Predicate<String> wanted) implements Lines {
        @Override
        public void line(String text) {
            if (wanted.test(text)) {
                out.line(text);
            }
        }

        @Override
        public void end() {
            out.end();
        }
    }

    /** Their number. */
    static final class Count implements Lines {
        private final Lines out;
        private long lines;

        Count(Lines out) {
            this.out = out;
        }

        @Override
        public void line(String text) {
            lines++;
        }

        @Override
        public void end() {
            out.line(lines == 1 ? "Count: 1 line" : "Count: " + lines + " lines");
            out.end();
        }
    }

    /** The last ones. */
    private static final class Last implements Lines {
        private final Lines out;
        private final int number;
        private final Deque<String> kept = new ArrayDeque<>();

        Last(Lines out, int number) {
            this.out = out;
            this.number = number;
        }

        @Override
        public void line(String text) {
            if (kept.size() == number) {
                kept.removeFirst();
            }
            kept.addLast(text);
        }

        @Override
        public void end() {
            kept.forEach(out::line);
            out.end();
        }
    }

    /** All of them, into a file. */
    private static final class Save implements Lines {
        private final Lines out;
        private final Lines file;
        private final String name;
        private long lines;

        Save(Lines out, Lines file, String name) {
            this.out = out;
            this.file = file;
            this.name = name;
        }

        @Override
        public void line(String text) {
            file.line(text);
            lines++;
        }

        @Override
        public void end() {
            file.end();
            out.line("Saved " + lines + (lines == 1 ? " line" : " lines") + " as " + name + ".");
            out.end();
        }
    }
}
