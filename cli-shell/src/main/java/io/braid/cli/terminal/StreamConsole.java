package io.braid.cli.terminal;

import io.braid.cli.session.Cancelled;
import io.braid.cli.session.Console;
import io.braid.yang.codec.Lines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A program on the other side: output and messages apart, no pages, no questions. */
final class StreamConsole implements Console {
    private final Writer out;
    private final Writer messages;
    private final LineInput in;

    StreamConsole(LineInput in, OutputStream out, OutputStream messages) {
        this.in = in;
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.messages = new OutputStreamWriter(messages, StandardCharsets.UTF_8);
    }

    @Override
    public Lines out(boolean paged) {
        return line -> write(out, line);
    }

    private static void write(Writer to, String line) {
        try {
            to.write(line);
            to.write('\n');
        } catch (IOException e) {
            throw new Cancelled();
        }
    }

    void flush() {
        try {
            out.flush();
            messages.flush();
        } catch (IOException e) {
            throw new Cancelled();
        }
    }

    @Override
    public void tell(String message) {
        flush();
        write(messages, message);
        flush();
    }

    @Override
    public int width() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int height() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public Optional<String> ask(String question) {
        return Optional.empty();
    }

    /** A program ends its data by the end of its stream, or as a person does. */
    @Override
    public String data() throws IOException {
        String line = in.line();
        return line == null || line.equals("\u0004") ? null : line;
    }

    @Override
    public void screen(Iterable<String> lines) {
        lines.forEach(line -> write(out, line));
        write(out, "");
        flush();
    }

    @Override
    public boolean wait(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
