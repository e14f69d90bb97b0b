package io.braid.cli.session;

import java.io.IOException;

/** A line is longer than the limit; what follows it can be read on. */
public final class LineTooLong extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Tells of a line.
     *
     * @param max most characters that a line can have
     */
    public LineTooLong(int max) {
        super("a line is longer than " + max + " characters");
    }
}
