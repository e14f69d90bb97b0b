package io.braid.cli.command;

import io.braid.yang.codec.Lines;
import java.util.List;

/** The page about the command line itself; all others come from the schema. */
final class Help {
    private static final List<String> PAGE = List.of(
            "? shows what can follow, with types, ranges, defaults and units. Tab completes, words may be cut short.",
            "",
            "  show configuration [PATH]        what runs                    configure    begin to change it",
            "  show TABLE | show PATH           what the appliance does      monitor      the same, again and again",
            "  clear, request                   actions of the model         exit         leave",
            "",
            "In configuration mode: set, delete, insert, edit, up, top; show | compare; commit [check | comment TEXT |",
            "confirmed MINUTES | and-quit], rollback N, discard, load, save; run COMMAND is one of operational mode.",
            "",
            "Behind show: | display set, xml, json or netconf; | match TEXT, except, count, begin, section, last N,",
            "no-more, table, save FILE.");

    private Help() {}

    static Command command() {
        return console -> {
            Lines out = console.out(true);
            PAGE.forEach(out::line);
            out.end();
        };
    }
}
