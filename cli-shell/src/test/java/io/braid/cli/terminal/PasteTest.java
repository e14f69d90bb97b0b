package io.braid.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.session.CliLimits;
import io.braid.cli.session.CliSession;
import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Tmux;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is pasted is done whole, or it is told what is not: on the terminal of a session, without a network between. */
@Timeout(120)
class PasteTest {
    private static final String BEGIN = "\u001b[200~";
    private static final String END = "\u001b[201~";

    @TempDir
    private Path directory;

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private Desk desk;
    private Thread serving;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(directory);
        CliSession session = new CliSession(
                desk.appliance, new Session(1, new Principal("ann", Set.of(), "test")), CliLimits.DEFAULT);
        Line line = new Line(session.session().principal(), new PipedInputStream(keys, 1 << 16), screen, screen,
                Optional.of(new Plain()), Optional.empty(), _ -> {});
        serving = Thread.ofVirtual().start(new Serving(session, line));
        awaits("ann@box>");
        types("configure\r");
        awaits("ann@box#");
    }

    @AfterEach
    void close() throws Exception {
        keys.close();
        assertTrue(serving.join(Duration.ofSeconds(30)), "the session goes on without a terminal");
        desk.close();
    }

    private static final class Plain implements Line.Window {
        @Override
        public String type() {
            return "xterm";
        }

        @Override
        public int columns() {
            return 200;
        }

        @Override
        public int rows() {
            return 50;
        }

        @Override
        public void onChange(Runnable listener) {}
    }

    private void types(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private void awaits(String text) {
        Tmux.await(() -> shown().contains(text), () -> "does not show \"" + text + "\" but:\n" + end(shown()));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 2_000));
    }

    @Test
    void everyLineOfAMegabyteIsLoaded() throws IOException {
        StringBuilder paste = new StringBuilder();
        int lines = 0;
        while (paste.length() < 1_000_000) {
            paste.append("set mcp service s").append(lines++).append(" timers idle 100\r");
        }
        types("load set terminal\r" + paste + "\u0004");
        awaits(lines + " lines done.");
        types("show | display set | match \"idle 100\" | count\r");
        awaits("Count: " + lines + " lines");
    }

    @Test
    void aTextWithALineThatIsTooLongIsReadToItsEndAndRefused() throws IOException {
        types("load set terminal\rset system hostname a\r" + "x".repeat(1_000_000) + "\rset system hostname b\r\u0004");
        awaits("line 2: a line is longer than 8192 characters; nothing was taken of the 3 lines that were read");
        types("show | display set | count\r");
        awaits("Count: 0 lines");
        assertFalse(shown().contains("did you mean"), () -> end(shown()));
    }

    @Test
    void aLineAtThePromptThatIsTooLongIsNotDone() throws IOException {
        types("set system hostname " + "x".repeat(1_000_000) + "\r");
        awaits("the line is longer than 8192 characters");
        types(BEGIN + "set system hostname " + "x".repeat(1_000_000) + END);
        awaits("of the 1 lines that were pasted one is longer than 8192 characters");
        types(BEGIN + "set system hostname a\nset system hostname " + "x".repeat(1_000_000) + "\n" + END);
        awaits("of the 3 lines that were pasted one is longer than 8192 characters");
        types("show | display set | count\r");
        awaits("Count: 0 lines");
    }

    @Test
    void linesBehindOneThatFailsAreCounted() throws IOException {
        types(BEGIN + "set system hostname a\nset system nonsense b\nset system hostname c\nset system hostname d\n" + END);
        awaits("of what was pasted 2 lines are not done");
        types("show | display set\r");
        awaits("set system hostname a\r\n");
        assertFalse(shown().contains("hostname c"), () -> end(shown()));
    }
}
