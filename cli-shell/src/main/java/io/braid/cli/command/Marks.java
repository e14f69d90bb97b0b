package io.braid.cli.command;

import io.braid.cli.grammar.WrongWord;
import io.braid.cli.session.Console;

/** Marks the wrong part of a line. */
final class Marks {
    private Marks() {}

    static void show(Console console, String line, int column, WrongWord wrong) {
        int length = Math.max(1, wrong.end() - wrong.start());
        if (column >= 0 && column + wrong.start() + length <= console.width()) {
            console.tell(" ".repeat(column + wrong.start()) + "^".repeat(length));
        } else if (column < 0 && line.indexOf('\n') < 0) {
            console.tell(line);
            console.tell(" ".repeat(wrong.start()) + "^".repeat(length));
        }
        console.tell("error: " + wrong.getMessage());
    }
}
