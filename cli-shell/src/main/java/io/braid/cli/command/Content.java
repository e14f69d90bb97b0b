package io.braid.cli.command;

import io.braid.cli.pipe.Pipeline;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.yang.codec.Lines;
import io.braid.yang.error.DatastoreException;

/** What a command shows. */
@FunctionalInterface
interface Content {
    /**
     * Writes it, and ends the lines.
     *
     * @param pipe how it is wanted: its format, its columns
     * @param out where it goes
     * @param console for its width
     */
    void write(Pipeline pipe, Lines out, Console console) throws DatastoreException, Refused;

    /** Text that has no other form. */
    static Content text(Content content) {
        return (pipe, out, console) -> {
            if (pipe.format().isPresent() || !pipe.columns().isEmpty()) {
                throw new Refused("this is text: it has no other form, and no columns");
            }
            content.write(pipe, out, console);
            out.end();
        };
    }
}
