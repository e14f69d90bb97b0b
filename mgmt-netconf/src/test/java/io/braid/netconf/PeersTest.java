package io.braid.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others wrote: ncclient, OpenSSH. */
@Timeout(120)
class PeersTest {
    /** Debian's, for which python3-ncclient is installed, whatever other Python comes first. */
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path directory;

    private Box box;
    private Path key;

    @BeforeEach
    void start() throws Exception {
        box = new Box(directory.resolve("store"));
        key = directory.resolve("id");
        assertEquals(
                "",
                output(new ProcessBuilder(
                        "ssh-keygen", "-q", "-N", "", "-t", "ecdsa", "-m", "PEM", "-f", key.toString()), ""));
    }

    @AfterEach
    void stop() throws IOException {
        box.close();
    }

    @Test
    void ncclientIsContent() throws Exception {
        Path script = directory.resolve("checks.py");
        try (InputStream in = PeersTest.class.getResourceAsStream("/python/checks.py")) {
            Files.copy(in, script);
        }
        String out = output(
                new ProcessBuilder(PYTHON, script.toString(), Integer.toString(box.port()), "ann", "secret", key.toString()),
                "");
        assertTrue(out.endsWith("\n0 failed\n"), out);
        assertTrue(out.lines().filter(line -> line.startsWith("ok ")).count() > 40, out);
    }

    @Test
    void opensshCarriesASession() throws Exception {
        String rpc = "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"%d\">%s</rpc>";
        String get = rpc.formatted(1, "<get-config><source><running/></source></get-config>");
        String close = rpc.formatted(2, "<close-session/>");
        String out = output(
                new ProcessBuilder(List.of(
                        "ssh", "-F", "none", "-i", key.toString(), "-p", Integer.toString(box.port()), "-o", "IdentitiesOnly=yes",
                        "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
                        "-o", "BatchMode=yes", "ann@127.0.0.1", "-s", "netconf")),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>
                <capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>]]>]]>"""
                        + "\n#10\n" + get.substring(0, 10) + "\n#" + (get.length() - 10) + "\n" + get.substring(10) + "\n##\n"
                        + "\n#" + close.length() + "\n" + close + "\n##\n");
        String reply = "<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"%d\">%s</rpc-reply>";
        String first = reply.formatted(1, "<data/>");
        String second = reply.formatted(2, "<ok/>");
        assertTrue(
                out.endsWith("</hello>]]>]]>\n#" + first.length() + "\n" + first + "\n##\n\n#" + second.length() + "\n"
                        + second + "\n##\n"),
                out);
    }

    /** What a program writes that is given this, until it ends by itself, without an error. */
    private static String output(ProcessBuilder builder, String input) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        try {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input.getBytes(UTF_8));
                out.flush();
                // A client that sees the end of its input may end before it has read what comes.
                String text = new String(process.getInputStream().readAllBytes(), UTF_8);
                assertTrue(process.waitFor(60, TimeUnit.SECONDS), text);
                assertEquals(0, process.exitValue(), text);
                return text;
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
