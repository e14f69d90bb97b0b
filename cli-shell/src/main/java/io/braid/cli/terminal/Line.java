package io.braid.cli.terminal;

import io.braid.yang.port.Principal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The other side of a session.
 *
 * @param principal who it is
 * @param in what comes
 * @param out where output goes
 * @param messages where messages go, if it is no terminal
 * @param window its terminal; empty if it has none
 * @param command the commands that it wants done; empty if it will send them
 * @param exit is told the exit status when the session has ended
 */
public record Line(
        Principal principal,
        InputStream in,
        OutputStream out,
        OutputStream messages,
        Optional<Window> window,
        Optional<String> command,
        IntConsumer exit) {
    /** A terminal. */
    public interface Window {
        /** What kind, such as {@code xterm-256color}. */
        String type();

        /** How many characters a line has; 0 if it does not tell. */
        int columns();

        /** How many lines it has; 0 if it does not tell. */
        int rows();

        /** Tells when the size has changed. */
        void onChange(Runnable listener);
    }
}
