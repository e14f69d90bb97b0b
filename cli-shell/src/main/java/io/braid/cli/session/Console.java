package io.braid.cli.session;

import io.braid.yang.codec.Lines;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The other side of the line: a person at a terminal, or a program. */
public interface Console {
    /**
     * Where a command writes. Lines go out as they come; at a terminal they stop page by page.
     *
     * @param paged whether they stop
     */
    Lines out(boolean paged);

    /** A message about the command, apart from its output. */
    void tell(String message);

    /** How many characters a line has; {@link Integer#MAX_VALUE} where nobody looks. */
    int width();

    /** How many lines there are. */
    int height();

    /** Whether a person is there. */
    boolean interactive();

    /**
     * Asks a person.
     *
     * @return empty where there is none
     */
    Optional<String> ask(String question);

    /**
     * The next line that the other side sends as data.
     *
     * @return null after the last one
     * @throws LineTooLong if it is too long; the next call gives the line after it
     * @throws IOException if the other side is gone
     */
    String data() throws IOException;

    /** Draws these lines over what the screen shows. */
    void screen(Iterable<String> lines);

    /**
     * Waits, unless the operator ends it.
     *
     * @return false if the operator wants no more
     */
    boolean wait(Duration time);
}
