package io.braid.cli.terminal;

import io.braid.cli.session.LineTooLong;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Lines of a stream, none of which is longer than a limit. */
public final class LineInput {
    private final BufferedReader in;
    private final int max;
    private boolean cut;

    /** Reads lines of at most {@code max} characters. */
    public LineInput(InputStream in, int max) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.max = max;
    }

    /**
     * The next line, without its end.
     *
     * @return null at the end of the stream
     * @throws LineTooLong if it is too long, as soon as that is known; the next call passes over the rest of it
     * @throws IOException if the stream broke
     */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (cut && c >= 0) {
            cut = c != '\n';
            c = in.read();
        }
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > max) {
                cut = true;
                throw new LineTooLong(max);
            }
            c = in.read();
        }
        return line.toString();
    }
}
