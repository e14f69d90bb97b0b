package io.braid.cli.pipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands of a pipeline, as help and completion show them. */
public enum Pipe {
    MATCH("RE", true, "lines that match a regular expression; upper and lower case are the same"),
    EXCEPT("RE", true, "lines that do not match a regular expression"),
    BEGIN("RE", true, "all from the first line on that matches a regular expression"),
    SECTION("WORD", true, "whole blocks whose first line has a word"),
    COUNT("", false, "how many lines there are"),
    LAST("N", false, "the last lines, 10 if N is left out"),
    NO_MORE("", false, "without a stop at the end of each page"),
    TABLE("COLUMNS", true, "columns of the list shown, with commas between them"),
    DISPLAY("FORMAT", true, "in another format: set, xml, json, netconf or text"),
    SAVE("FILE", true, "into a file");

    /** More lines than this are not kept for {@link #LAST}. */
    public static final int LAST_MAX = 10_000;

    static final int LAST_DEFAULT = 10;

    private final String argument;
    private final boolean needed;
    private final String help;

    Pipe(String argument, boolean needed, String help) {
        this.argument = argument;
        this.needed = needed;
        this.help = help;
    }

    /** The word that begins it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it takes, as a placeholder; empty if nothing. */
    public String argument() {
        return argument;
    }

    /** Whether it has to have its argument. */
    public boolean needed() {
        return needed;
    }

    /** What it gives, in a few words. */
    public String help() {
        return help;
    }

    /** Whether it says how data is written, rather than what becomes of the lines. */
    boolean renders() {
        return this == TABLE || this == DISPLAY;
    }

    static List<String> words() {
        return Stream.of(values()).map(Pipe::word).toList();
    }

    static Optional<Pipe> of(String word) {
        return Stream.of(values()).filter(pipe -> pipe.word().equals(word)).findFirst();
    }
}
