package io.braid.cli.terminal;

import io.braid.cli.session.CliSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session, from its first byte to its last. */
public final class Serving implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private static final int BROKEN = 255;

    private final CliSession session;
    private final Line line;
    private final Watched in;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Optional<Shell> shell = Optional.empty();

    public Serving(CliSession session, Line line) {
        this.session = session;
        this.line = line;
        this.in = new Watched(line.in());
    }

    /** Whose session it is. */
    public CliSession session() {
        return session;
    }

    @Override
    public void run() {
        int status = BROKEN;
        try (session) {
            status = line.command().isPresent() || line.window().isEmpty() ? program() : person(line.window().get());
        } catch (IOException | RuntimeException e) {
            LOG.warn("msg=\"a session of the command line broke\" user={} reason=\"{}\"",
                    session.session().principal().user(), e.getMessage(), e);
        } finally {
            exit(status);
        }
    }

    private int program() {
        Batch batch = new Batch(session, in, line.out(), line.messages());
        return line.command().isPresent() ? batch.text(line.command().get()) : batch.lines();
    }

    private int person(Line.Window window) throws IOException {
        try (Terminal terminal = Terminals.open(window, in, line.out())) {
            Shell mine = new Shell(session, terminal);
            window.onChange(() -> mine.resize(window.columns(), window.rows()));
            shell = Optional.of(mine);
            mine.run();
        }
        return 0;
    }

    private void exit(int status) {
        if (ended.compareAndSet(false, true)) {
            line.exit().accept(status);
        }
    }

    /** Time has passed: draws what shows it, and ends a session whose prompt nobody answers. */
    public void tick(Duration idle) {
        shell.ifPresent(mine -> {
            mine.refresh();
            if (!idle.isZero() && mine.idle() && in.silent() > idle.toNanos()) {
                stop("Nobody has typed anything for " + idle.toSeconds() + " seconds: the session ends.");
            }
        });
    }

    /** Tells a person something, who may have left meanwhile. */
    public void announce(String message) {
        try {
            shell.ifPresent(mine -> mine.announce(message));
        } catch (IllegalStateException e) {
            LOG.debug("msg=\"a message was not heard\" reason=\"{}\"", e.getMessage());
        }
    }

    /** Ends the session from outside. */
    public void stop(String reason) {
        announce(reason);
        session.end();
        exit(BROKEN);
    }

    /** The session is not begun. */
    public static void refuse(Line line, String reason) {
        try {
            line.messages().write((reason + "\r\n").getBytes(StandardCharsets.UTF_8));
            line.messages().flush();
        } catch (IOException e) {
            LOG.debug("msg=\"a refusal was not heard\" reason=\"{}\"", e.getMessage());
        }
        line.exit().accept(BROKEN);
    }
}
