package io.braid.cli.pipe;

/** A pipeline cannot be; the message says why, and what can. */
public final class PipeException extends Exception {
    private static final long serialVersionUID = 1;

    private final int at;

    PipeException(int at, String message) {
        super(message);
        this.at = at;
    }

    /** Where in the line, from 0; at its end if something is missing. */
    public int at() {
        return at;
    }
}
