package io.braid.cli.testing;

import io.braid.cli.session.Console;
import io.braid.yang.codec.Lines;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A console that keeps what it is told. */
public class Recorder implements Console {
    public final List<String> output = new ArrayList<>();
    public final List<String> messages = new ArrayList<>();
    public final Deque<String> data = new ArrayDeque<>();
    public int looks = 1;
    /** Of the terminal; 0 if there is none. */
    public int columns;

    @Override
    public Lines out(boolean paged) {
        return output::add;
    }

    @Override
    public void tell(String message) {
        messages.add(message);
    }

    @Override
    public int width() {
        return columns > 0 ? columns : Integer.MAX_VALUE;
    }

    @Override
    public int height() {
        return 40;
    }

    @Override
    public boolean interactive() {
        return columns > 0;
    }

    @Override
    public Optional<String> ask(String question) {
        return Optional.empty();
    }

    @Override
    public String data() {
        return data.poll();
    }

    @Override
    public void screen(Iterable<String> lines) {
        lines.forEach(output::add);
    }

    @Override
    public boolean wait(Duration time) {
        return --looks > 0;
    }
}
