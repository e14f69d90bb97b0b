package io.braid.appliance.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.Crypt;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.shell.ShellFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host keys, logins and limits of the SSH server, with OpenSSH as the client. */
@Timeout(60)
class SshGateTest {
    private static final SshLimits LIMITS =
            new SshLimits(4, 2, 4, 2, Duration.ofMillis(1500), Duration.ofSeconds(60));

    /** Making an RSA key takes a while: most tests share theirs. */
    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private Path keys = shared;

    private final Map<String, SshUser> users = new ConcurrentHashMap<>();
    private SshGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = open();
    }

    private SshGate open() throws IOException {
        SubsystemFactory who = new SubsystemFactory() {
            @Override
            public String getName() {
                return "who";
            }

            @Override
            public Command createSubsystem(ChannelSession channel) {
                return new Who(SshGate.principal("who", channel.getServerSession()).toString());
            }
        };
        SshGate opened = new SshGate(
                keys,
                name -> Optional.ofNullable(users.get(name)),
                List.of(who),
                new NoShell(),
                LIMITS);
        opened.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return opened;
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    /** Nobody asks for one here. */
    private static final class NoShell implements ShellFactory, CommandFactory {
        @Override
        public Command createShell(ChannelSession channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Command createCommand(ChannelSession channel, String text) {
            throw new UnsupportedOperationException();
        }
    }

    /** Says who is there. */
    private static final class Who extends AbstractCommandSupport {
        Who(String text) {
            super(text, null);
        }

        @Override
        public void run() {
            try {
                getOutputStream().write(getCommand().getBytes(StandardCharsets.UTF_8));
                getOutputStream().flush();
                onExit(0);
            } catch (IOException e) {
                onExit(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519,0", "ecdsa,256", "ecdsa,384", "rsa,3072"})
    void aUserLogsInWithAKeyOfAnyKind(String type, int bits) throws Exception {
        Path key = directory.resolve("id");
        List<String> keygen = new ArrayList<>(
                List.of("ssh-keygen", "-q", "-N", "", "-t", type, "-f", key.toString()));
        if (bits > 0) {
            keygen.addAll(List.of("-b", Integer.toString(bits)));
        }
        assertEquals(0, run(keygen).status());
        users.put("ann", new SshUser(
                "ann", Set.of("admin"), Optional.empty(), List.of("nonsense", Files.readString(Path.of(key + ".pub")))));
        Done done = ssh("ann", key, "who");
        assertTrue(done.out().startsWith("Principal[user=ann, groups=[admin], origin=who 127.0.0.1:"), done.toString());
        assertEquals(0, done.status());
        assertEquals(255, ssh("bob", key, "who").status());
        users.put("ann", new SshUser("ann", Set.of(), Optional.empty(), List.of()));
        assertTrue(ssh("ann", key, "who").out().contains("Permission denied"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512"})
    void clientsFindAHostKeyThatTheyKnow(String algorithm) throws Exception {
        Done done = run(List.of(
                "ssh", "-F", "none", "-p", Integer.toString(gate.port()), "-o", "HostKeyAlgorithms=" + algorithm,
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + directory.resolve("known"),
                "-o", "BatchMode=yes", "ann@127.0.0.1"));
        assertTrue(done.out().contains("Permission denied (") && done.out().contains("publickey"), done.toString());
        assertTrue(Files.readString(directory.resolve("known")).contains(algorithm.replace("sha2-512", "").replace("rsa-", "ssh-rsa")));
    }

    @Test
    void hostKeysArePrivateAndStay() throws IOException {
        gate.close();
        keys = directory.resolve("keys");
        gate = open();
        Map<String, String> before = keys();
        assertEquals(Set.of("ssh_host_ed25519_key", "ssh_host_ecdsa_key", "ssh_host_rsa_key"), before.keySet());
        gate.close();
        gate = open();
        assertEquals(before, keys());
        gate.close();
        Path key = keys.resolve("ssh_host_rsa_key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(assertThrows(IOException.class, this::open).getMessage().contains("can be read by others"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "torn");
        assertTrue(assertThrows(IOException.class, this::open).getMessage().contains("not usable"));
        Files.delete(key);
        gate = open();
        assertNotEquals(before, keys());
    }

    private Map<String, String> keys() throws IOException {
        Map<String, String> texts = new ConcurrentHashMap<>();
        try (var files = Files.list(keys)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void aPasswordOpensOnlyItsOwnUser() throws Exception {
        users.put("ann", new SshUser("ann", Set.of(), Optional.of(Passwords.hash("right")), List.of()));
        users.put("bob", new SshUser("bob", Set.of(), Optional.empty(), List.of()));
        assertTrue(login("ann", "right"));
        assertFalse(login("ann", "wrong"));
        assertFalse(login("bob", "x"));
        assertFalse(login("eve", "right"));
    }

    private boolean login(String user, String password) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.start();
            try (ClientSession session = client.connect(user, "127.0.0.1", gate.port())
                    .verify(10, TimeUnit.SECONDS)
                    .getSession()) {
                session.addPasswordIdentity(password);
                return session.auth().await(10, TimeUnit.SECONDS) && session.isAuthenticated();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$1$saltsalt$", "$5$saltstring$", "$6$rounds=10000$saltstring$"})
    void hashesOfOtherSystemsAreUnderstood(String salt) {
        String hash = Crypt.crypt("Grüße", salt);
        assertTrue(Passwords.matches("Grüße", Optional.of(hash)), hash);
        assertFalse(Passwords.matches("Gruesse", Optional.of(hash)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "$0$plain", "ab1234567890.", "$6$salt$", "$6$", "*", "!"})
    void whatIsNoHashOpensToNobody(String hash) {
        assertFalse(Passwords.matches("plain", Optional.of(hash)));
        assertFalse(Passwords.matches("", Optional.of(hash)));
        assertFalse(Passwords.matches(Passwords.generate(), Optional.empty()));
    }

    @Test
    void strangersDoNotStayAndAreNotMany() throws IOException {
        try (Socket first = new Socket("127.0.0.1", gate.port());
                Socket second = new Socket("127.0.0.1", gate.port())) {
            assertTrue(banner(first).startsWith("SSH-2.0-Braid"));
            assertTrue(banner(second).startsWith("SSH-2.0-Braid"));
            try (Socket third = new Socket("127.0.0.1", gate.port())) {
                third.setSoTimeout(5000);
                third.getInputStream().readAllBytes();
            }
            first.setSoTimeout(10_000);
            first.getInputStream().readAllBytes();
        }
    }

    private static String banner(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(13), StandardCharsets.US_ASCII);
    }

    @Test
    void nothingButTheGivenIsServed() throws Exception {
        Path key = directory.resolve("id");
        run(List.of("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", key.toString()));
        users.put("ann", new SshUser(
                "ann", Set.of(), Optional.empty(), List.of(Files.readString(Path.of(key + ".pub")))));
        assertNotEquals(0, ssh("ann", key, "sftp").status());
        List<String> forward = new ArrayList<>(command("ann", key));
        forward.addAll(List.of("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9", "-N"));
        assertEquals(255, run(forward).status());
        List<String> exec = new ArrayList<>(command("ann", key));
        exec.add("id");
        Done done = run(exec);
        assertFalse(done.out().contains("uid="), done.toString());
        assertNotEquals(0, done.status());
    }

    private record Done(int status, String out) {}

    private List<String> command(String user, Path key) {
        return List.of(
                "ssh", "-F", "none", "-p", Integer.toString(gate.port()), "-i", key.toString(),
                "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", user + "@127.0.0.1");
    }

    private Done ssh(String user, Path key, String subsystem) throws Exception {
        List<String> command = new ArrayList<>(command(user, key));
        command.addAll(List.of("-s", subsystem));
        return run(command);
    }

    private static Done run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), command.toString());
            return new Done(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }
}
