package io.braid.cli.terminal;

import static io.braid.cli.testing.State.of;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.cli.command.Interpreter.Outcome;
import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Recorder;
import io.braid.cli.testing.State;
import io.braid.yang.port.StateProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole screens, as they are in {@code src/test/resources/screens}. What is shown instead of one is left in
 * {@code target/screens}, to be looked at and copied.
 */
@Timeout(60)
class ScreensTest {
    private static final int COLUMNS = 100;

    @TempDir
    private Path directory;

    private Desk desk;
    private Desk.Operator ann;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(directory, state());
        ann = desk.operator("ann");
        ann.says(
                "configure",
                "set mcp interface lte role internet-facing",
                "set mcp service edge role downstream explicit address 192.0.2.1",
                "set mcp service edge source-address ipv4 mode own-address",
                "set mcp service edge source-address ipv6 mode own-address",
                "set mcp interface lan role customer-facing",
                "set mcp service home role upstream intercept interface lan",
                "set mcp service home enabled false",
                "set mcp service home concentrator far address 198.51.100.9");
    }

    @AfterEach
    void close() {
        ann.close();
        desk.close();
    }

    private static Map<String, Object> subflow(String local, int localPort, String remote, int remotePort) {
        return of("local-address", local, "local-port", localPort, "remote-address", remote, "remote-port", remotePort);
    }

    private static List<StateProvider> state() {
        return List.of(
                State.at("/braid-mcp:mcp/conversions/conversion", _ -> true, List.of(
                        of("id", "100000000000001f", "service", "edge", "phase", "relaying",
                                "destination-address", "203.0.113.80", "destination-port", 443, "age", 75,
                                "bytes-up", 1_500, "bytes-down", 48_000_000,
                                "customer", of("protocol", "mptcp", "remote-address", "198.51.100.7", "remote-port", 40_000,
                                        "subflow", List.of(
                                                subflow("192.0.2.1", 5124, "198.51.100.7", 40_000),
                                                subflow("192.0.2.1", 5125, "203.0.113.7", 41_234))),
                                "server", of("protocol", "tcp", "remote-address", "203.0.113.80", "remote-port", 443)),
                        of("id", "1000000000000020", "service", "edge", "phase", "relaying",
                                "destination-address", "2001:db8::80", "destination-port", 80, "age", 1,
                                "bytes-up", 0, "bytes-down", 0,
                                "customer", of("protocol", "tcp", "remote-address", "2001:db8::7", "remote-port", 1_024),
                                "server", of("protocol", "mptcp", "remote-address", "2001:db8::80", "remote-port", 80,
                                        "subflow", List.of(subflow("2001:db8::1", 50_000, "2001:db8::80", 80)))))),
                State.at("/braid-mcp:mcp/service/state",
                        query -> query.around().key().orElseThrow().values().contains("edge"), List.of(
                        of("active-conversions", 2, "listener", List.of(
                                of("address", "192.0.2.1", "port", 5124, "purpose", "explicit"),
                                of("address", "192.0.2.1", "port", 5125, "purpose", "join"))))),
                State.at("/braid-mcp:mcp/kernel/ability", _ -> true, List.of(
                        of("name", "mptcp", "state", "ok", "purpose", "legs", "seen", "net.mptcp.enabled=1"),
                        of("name", "nft", "state", "missing", "purpose", "interception", "seen", "no table can be made",
                                "remedy", "load nf_tables"))),
                State.at("/braid-mcp:mcp/counters", _ -> true, List.of(
                        of("bytes-up", 1_500, "bytes-down", 48_000_000, "decision", List.of(
                                of("reason", "destination-allowed", "room", "guard", "clause", "draft S7.2", "count", 12),
                                of("reason", "destination-own", "room", "guard", "clause", "draft S7.2", "count", 1))))));
    }

    private List<String> shows(String line) {
        Recorder console = new Recorder();
        console.columns = COLUMNS;
        assertEquals(Outcome.DONE, ann.interpreter.run(line, console, -1).outcome(), () -> console.messages.toString());
        return console.output;
    }

    private List<String> helps(String line) {
        return new Hints(ann.interpreter::grammar, () -> COLUMNS, 100).help(line);
    }

    private static void same(String name, List<String> shown) throws IOException {
        String text = String.join("\n", shown) + "\n";
        Path kept = Path.of("target/screens", name + ".txt");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, text);
        try (var wanted = ScreensTest.class.getResourceAsStream("/screens/" + name + ".txt")) {
            assertEquals(wanted == null ? "" : new String(wanted.readAllBytes(), StandardCharsets.UTF_8), text, name);
        }
    }

    @Test
    void services() throws IOException {
        ann.says("commit and-quit");
        same("services", shows("show services"));
    }

    @Test
    void conversions() throws IOException {
        same("conversions", shows("run show conversions"));
    }

    @Test
    void paths() throws IOException {
        same("paths", shows("run show paths"));
    }

    @Test
    void system() throws IOException {
        same("system", shows("run show system"));
    }

    @Test
    void helpOfConfigurationMode() throws IOException {
        assertAll(
                () -> same("help-configuration", helps("")),
                () -> same("help-container", helps("set mcp service edge explicit cookie ")),
                () -> same("help-value", helps("set mcp service edge timers idle ")),
                () -> same("help-pipe", helps("show | ")));
    }

    @Test
    void helpOfOperationalMode() throws IOException {
        ann.says("commit and-quit");
        assertAll(
                () -> same("help-operational", helps("")),
                () -> same("help-show", helps("show con")));
    }
}
