package io.braid.cli.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.cli.CliServer;
import io.braid.cli.session.CliLimits;
import io.braid.cli.session.CliSettings;
import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Tmux;
import io.braid.yang.port.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at the OpenSSH client in a terminal, and programs that use it. */
@Timeout(120)
class TerminalTest {
    @TempDir
    private Path directory;

    private Desk desk;
    private CliServer cli;
    private SshServer server;
    private volatile CliSettings settings = new CliSettings(8, Duration.ZERO);

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(directory);
        cli = new CliServer(desk.appliance, desk.sessionIds::incrementAndGet, () -> settings, CliLimits.DEFAULT);
        CliShell shell = new CliShell(cli, session -> new Principal("ann", Set.of(), "cli test"));
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("host")));
        server.setPublickeyAuthenticator((_, _, _) -> true);
        server.setShellFactory(shell);
        server.setCommandFactory(shell);
        server.start();
        Process made = new ProcessBuilder("ssh-keygen", "-q", "-N", "", "-t", "ecdsa", "-f", key()).start();
        assertEquals(0, exit(made));
    }

    private static int exit(Process process) {
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String key() {
        return directory.resolve("id").toString();
    }

    @AfterEach
    void close() throws IOException {
        cli.close();
        server.stop(true);
        desk.close();
    }

    private List<String> ssh(String... more) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("ssh", "-F", "/dev/null", "-i", key(), "-o", "StrictHostKeyChecking=no",
                                "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
                                "-p", Integer.toString(server.getPort()), "ann@127.0.0.1"),
                        java.util.stream.Stream.of(more))
                .toList();
    }

    private record Done(int status, String out, String messages) {}

    private Done program(String input, String... command) throws IOException {
        Path out = directory.resolve("out");
        Path messages = directory.resolve("messages");
        Process process = new ProcessBuilder(ssh(command))
                .redirectOutput(out.toFile())
                .redirectError(messages.toFile())
                .start();
        try (var to = process.outputWriter()) {
            to.write(input);
        } catch (IOException e) {
            // It has ended without having read all.
        }
        return new Done(exit(process), Files.readString(out), Files.readString(messages));
    }

    @Test
    void aProgramGetsOutputAloneAndAStatusThatTells() throws IOException {
        Done json = program("", "show conversions | display json");
        assertEquals(0, json.status);
        assertTrue(json.out.startsWith("{") && json.out.stripTrailing().endsWith("}"), json.out);
        assertEquals("", json.messages);
        Done wrong = program("", "show convesions");
        assertEquals(2, wrong.status);
        assertEquals("", wrong.out);
        assertTrue(wrong.messages.contains("did you mean conversions?"), wrong.messages);
        assertEquals(1, program("", "clear conversion ff").status);
        Done several = program("", "configure; set system hostname \"a;b\"; commit");
        assertEquals(2, several.status);
        assertTrue(several.messages.contains("\"a;b\" is no valid domain-name"), several.messages);
        assertEquals(0, desk.datastore.running().number());
        Done lines = program("configure\nset system hostname box\ncommit\nexit\nshow configuration\n", "-T");
        assertEquals(0, lines.status, lines.messages);
        assertEquals("system {\n    hostname box;\n}\n", lines.out);
    }

    /** A terminal that tells no size, as one without a screen does, is one of the usual size. */
    @Test
    void aTerminalWithoutASizeIsServed() throws IOException {
        Done done = program("show conversions\nconfigure\nset system hostname box\ncommit comment \"größer\"\nexit\n"
                + "show configuration history\nexit\n", "-tt");
        assertEquals(0, done.status, done.out);
        assertTrue(done.out.contains("ID  SERVICE"), done.out);
        assertTrue(done.out.contains("größer"), done.out);
    }

    @Test
    void aPersonTypesAndSeesWhatIsMeant() throws Exception {
        try (Tmux screen = new Tmux(90, 24, ssh())) {
            screen.awaits("ann@box>");
            screen.types("conf\t");
            screen.awaits("ann@box> configure");
            screen.enters("");
            screen.awaits("ann@box#");
            screen.types("set mcp service edge role ?");
            screen.awaits("upstream    Next to the customer");
            screen.types("do\t");
            screen.awaits("role downstream");
            screen.enters("");
            screen.enters("set mcp servcie");
            screen.awaits("               ^^^^^^^");
            screen.awaits("did you mean service?");
            screen.enters("edit mcp service edge");
            screen.awaits("[edit mcp service edge]");
            screen.enters("show | compare");
            screen.awaits("+           role downstream;");
            // Ctrl-C forgets the line, Ctrl-D at an empty one leaves.
            screen.types("delete rubbish");
            screen.key("C-c");
            screen.enters("top");
            screen.enters("set system hostname box");
            screen.enters("delete mcp");
            screen.enters("commit confirmed 5s");
            screen.awaits("ann@box[0:0");
            screen.awaits("*** A commit was not confirmed in time");
            screen.key("C-d");
            screen.ends();
        }
        assertEquals(0, cli.sessions());
    }

    @Test
    void aLongOutputStopsPageByPageAndATableIsRepainted() throws Exception {
        desk.conversions = 200;
        try (Tmux screen = new Tmux(80, 20, ssh())) {
            screen.awaits("ann@box>");
            screen.enters("show conversions");
            screen.awaits("--More--");
            assertFalse(screen.text().contains("167"), screen.text());
            screen.types("q");
            screen.awaits("ann@box>");
            screen.enters("show conversions | no-more");
            screen.awaits("167");
            screen.enters("monitor conversions interval 1");
            screen.awaits("ID   SERVICE");
            desk.conversions = 1;
            screen.awaitsNot("a1 ");
            screen.types("q");
            screen.enters("exit");
            screen.ends();
        }
    }

    @Test
    void narrowTerminalsAndOtherAlphabetsWork() throws Exception {
        try (Tmux screen = new Tmux(20, 10, ssh())) {
            screen.awaits(">");
            screen.enters("configure");
            screen.awaits("#");
            screen.enters("set system hostname mül");
            screen.awaits("is no v");
            screen.types("set mcp service ?");
            screen.awaits("<name>");
            screen.enters("edge role down");
            screen.enters("show | display set");
            screen.awaits("downstream");
            screen.enters("exit");
            screen.awaits("Leave?");
            screen.enters("yes");
            screen.enters("exit");
            screen.ends();
        }
    }

    @Test
    void aMegabyteThatIsPastedIsDoneLineByLine() throws Exception {
        StringBuilder paste = new StringBuilder();
        int lines = 0;
        while (paste.length() < 1_000_000) {
            paste.append("set mcp service s").append(lines++).append(" timers idle 100\n");
        }
        Path file = directory.resolve("paste");
        Files.writeString(file, paste);
        try (Tmux screen = new Tmux(120, 24, ssh())) {
            screen.awaits("ann@box>");
            screen.enters("configure");
            screen.awaits("ann@box#");
            screen.enters("load set terminal");
            screen.awaits("Ctrl-D");
            screen.pastes(file);
            screen.key("C-d");
            screen.awaits(lines + " lines done.");
            screen.enters("show mcp service s0");
            screen.awaits("idle 100;");
            screen.enters("show | display set | match \"idle 100\" | count");
            screen.awaits("Count: " + lines + " lines");
            // A megabyte without an end is no command, and no part of it is.
            Files.writeString(file, "set system hostname " + "x".repeat(1_000_000));
            screen.pastes(file);
            screen.awaits("one is longer than 8192 characters: nothing of it was done");
            screen.enters("show system | count");
            screen.awaits("Count: 0 lines");
        }
    }

    @Test
    void whoIsGoneLeavesNothingBehindAndWhoSleepsIsSentAway() throws Exception {
        try (Tmux screen = new Tmux(80, 24, ssh())) {
            screen.awaits("ann@box>");
            screen.enters("configure");
            screen.enters("set system hostname gone");
            screen.enters("commit confirmed 600s");
            screen.awaits("ann@box[");
            screen.kills();
            Tmux.await(() -> cli.sessions() == 0, () -> "the session goes on");
            Tmux.await(() -> !desk.datastore.confirmPending(), () -> "its commit waits on");
        }
        settings = new CliSettings(1, Duration.ofSeconds(2));
        try (Tmux screen = new Tmux(80, 24, ssh())) {
            screen.awaits("ann@box>");
            Done refused = program("", "show configuration");
            assertEquals(255, refused.status);
            assertTrue(refused.messages.contains("too many sessions"), refused.messages);
            screen.ends();
        }
    }
}
