package io.braid.cli.terminal;

import io.braid.cli.session.Cancelled;
import io.braid.cli.session.Console;
import io.braid.cli.session.LineTooLong;
import io.braid.yang.codec.Lines;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.WCWidth;

/** A person at a terminal. Between the lines that are edited it has the keys: for pages, questions and data. */
final class TerminalConsole implements Console {
    private static final int WIDTH_USUAL = 80;
    private static final int HEIGHT_USUAL = 24;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 127;

    private final Terminal terminal;
    private final LineEditor editor;
    private final int dataMax;
    private volatile boolean interrupted;

    TerminalConsole(Terminal terminal, LineEditor editor, int dataMax) {
        this.terminal = terminal;
        this.editor = editor;
        this.dataMax = dataMax;
    }

    /** A command begins: from now on Ctrl-C is meant for it. */
    void begin() {
        interrupted = false;
        terminal.handle(Signal.INT, _ -> interrupted = true);
    }

    private PrintWriter screen() {
        PrintWriter writer = terminal.writer();
        if (writer.checkError()) {
            throw new Cancelled();
        }
        return writer;
    }

    @Override
    public Lines out(boolean paged) {
        return new Pages(paged);
    }

    /** Lines that stop when the screen is full. */
    private final class Pages implements Lines {
        private boolean paged;
        private int rows;

        Pages(boolean paged) {
            this.paged = paged;
        }

        @Override
        public void line(String text) {
            if (interrupted) {
                throw new Cancelled();
            }
            String visible = visible(text);
            int needed = 1 + Math.max(0, columns(visible) - 1) / width();
            if (paged && rows + needed > height() - 1) {
                stop();
            }
            rows += needed;
            terminal.writer().println(visible);
        }

        @Override
        public void end() {
            screen().flush();
        }

        private void stop() {
            screen().print("--More--");
            terminal.flush();
            int key = key(0);
            terminal.writer().print("\r        \r");
            terminal.flush();
            switch (key) {
                case '\r', '\n' -> rows -= 1;
                case 'q', 'Q', CTRL_C, CTRL_D, NonBlockingReader.EOF -> throw new Cancelled();
                case 'G', 'g' -> paged = false;
                default -> rows = 0;
            }
        }
    }

    /** What of a text a terminal may be told: none of its commands. */
    private static String visible(String text) {
        return text.codePoints().anyMatch(c -> c < ' ' && c != '\t' || c >= 0x7f && c < 0xa0)
                ? text.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]", "?")
                : text;
    }

    private static int columns(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /**
     * The next key; Ctrl-C is one.
     *
     * @param millis how long to wait; 0 means forever
     */
    private int key(long millis) {
        try {
            long left = millis;
            while (true) {
                if (interrupted) {
                    return CTRL_C;
                }
                // Ctrl-C comes as a signal on another thread, not as a key.
                int key = terminal.reader().read(Math.max(1, millis == 0 ? 200 : Math.min(left, 200)));
                if (interrupted && key >= 0) {
                    // It was typed behind the Ctrl-C: it begins the next line.
                    editor.runMacro(Character.toString((char) key));
                    return CTRL_C;
                }
                if (key != NonBlockingReader.READ_EXPIRED) {
                    return key;
                }
                left -= 200;
                if (millis > 0 && left <= 0) {
                    return key;
                }
            }
        } catch (IOException e) {
            return NonBlockingReader.EOF;
        }
    }

    @Override
    public void tell(String message) {
        terminal.writer().println(visible(message));
        terminal.flush();
    }

    @Override
    public int width() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : WIDTH_USUAL;
    }

    @Override
    public int height() {
        int rows = terminal.getSize().getRows();
        return rows > 0 ? Math.max(rows, 3) : HEIGHT_USUAL;
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public Optional<String> ask(String question) {
        terminal.writer().print(question);
        terminal.flush();
        try {
            return Optional.ofNullable(typed());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String data() throws IOException {
        Optional<String> pasted = editor.pastedLine();
        return pasted.isPresent() ? pasted.get() : typed();
    }

    /** A line, echoed as it is typed. Of one that is too long the rest is read too: it must not be taken for commands. */
    private String typed() throws IOException {
        StringBuilder line = new StringBuilder(editor.pastedBeginning());
        boolean cut = false;
        terminal.writer().print(line);
        while (true) {
            if (terminal.reader().available() == 0) {
                // What is pasted is drawn in large pieces.
                terminal.flush();
            }
            int key = key(0);
            switch (key) {
                case CTRL_C -> throw new Cancelled();
                case NonBlockingReader.EOF -> throw new IOException("the connection ended");
                case CTRL_D -> {
                    if (line.isEmpty()) {
                        terminal.writer().println();
                        return null;
                    }
                }
                case '\r', '\n' -> {
                    terminal.writer().println();
                    if (cut) {
                        throw new LineTooLong(dataMax);
                    }
                    return line.toString();
                }
                case BACKSPACE, DELETE -> {
                    if (!line.isEmpty()) {
                        line.setLength(line.length() - 1);
                        terminal.writer().print("\b \b");
                    }
                }
                default -> {
                    cut |= line.length() == dataMax;
                    if (!cut) {
                        line.append((char) key);
                        terminal.writer().print((char) key);
                    }
                }
            }
        }
    }

    @Override
    public void screen(Iterable<String> lines) {
        if (interrupted) {
            throw new Cancelled();
        }
        PrintWriter out = screen();
        out.print("\u001b[H");
        int row = 0;
        for (String line : lines) {
            if (++row >= height()) {
                break;
            }
            String visible = visible(line);
            out.print(visible.substring(0, Math.min(visible.length(), width() - 1)));
            out.print("\u001b[K\r\n");
        }
        out.print("\u001b[J");
        out.flush();
    }

    @Override
    public boolean wait(Duration time) {
        int key = key(Math.max(1, time.toMillis()));
        return key != 'q' && key != 'Q' && key != CTRL_C && key != CTRL_D && key != NonBlockingReader.EOF;
    }
}
