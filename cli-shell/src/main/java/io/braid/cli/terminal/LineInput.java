package io.braid.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Lines of a stream, none of which is longer than a limit. */
public final class LineInput {
    private final BufferedReader in;
    private final int max;

    /** Reads lines of at most {@code max} characters. */
    public LineInput(InputStream in, int max) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.max = max;
    }

    /**
     * The next line, without its end.
     *
     * @return null at the end of the stream
     * @throws IOException if the line is too long, or the stream broke
     */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > max) {
                throw new IOException("a line is longer than " + max + " characters");
            }
            c = in.read();
        }
        return line.toString();
    }
}
