package io.braid.lab.appliance;

import io.braid.lab.net.Command;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An appliance running in a host of the lab as a process of its own, started and stopped as a user would. */
public final class Appliance implements AutoCloseable {
    private static final int READY_SECONDS = 120;
    private static final int STOP_SECONDS = 10;
    private static final int TAIL_LINES = 25;
    private static final long LOOK_MS = 5;
    private static final String READY = "event=ready";

    private final Host host;
    private final String name;
    private final McpDocument document;
    private final Process process;
    private final Path key;
    private final Path log;

    private Appliance(Host host, McpDocument document, Process process, Path key, Path log) {
        this.host = host;
        this.name = host.name();
        this.document = document;
        this.process = process;
        this.key = key;
        this.log = log;
    }

    /**
     * Begins to start an appliance; {@link #awaitReady} waits for it and configures it, so that several can start side by
     * side.
     *
     * @param host where it runs
     * @param document its configuration
     * @param folder where configuration and log are kept
     */
    public static Appliance start(Host host, McpDocument document, Path folder) throws IOException {
        return start(host, document, folder, List.of());
    }

    /**
     * The same with a configuration that outlives it: the next one of the same folder begins with what this one had at
     * its end.
     */
    public static Appliance keeping(Host host, McpDocument document, Path folder) throws IOException {
        return start(
                host, document, folder, List.of("--state", folder.resolve(host.name() + ".state").toString()));
    }

    private static Appliance start(Host host, McpDocument document, Path folder, List<String> options)
            throws IOException {
        Path key = key(folder.resolve(host.name() + ".key"));
        Path log = folder.resolve(host.name() + ".log");
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(options);
        if (options.isEmpty() || !Files.exists(Path.of(options.getLast()))) {
            Path config = Files.writeString(
                    folder.resolve(host.name() + ".xml"), document.first(Files.readString(Path.of(key + ".pub"))));
            arguments.addAll(List.of("--config", config.toString()));
        }
        Process process = new ProcessBuilder(host.inside(Installation.found().command(arguments)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        return new Appliance(host, document, process, key, log);
    }

    private static Path key(Path file) throws IOException {
        if (!Files.exists(file)) {
            Command.run("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", file.toString());
        }
        return file;
    }

    /** Waits until it says that it is ready, and configures it over NETCONF. */
    public Appliance awaitReady() throws IOException {
        awaitStarted();
        try (Netconf session = netconf()) {
            session.commit(document.xml());
        }
        return this;
    }

    /** Waits until it says that it is ready, with the configuration it began with. */
    public Appliance awaitStarted() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        try {
            while (!Files.readString(log).contains(READY)) {
                if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                    throw new IOException("appliance " + name + " ended with " + process.exitValue() + ":\n" + tail());
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "appliance " + name + " was not ready after " + READY_SECONDS + " s:\n" + tail());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return this;
    }

    /** A new NETCONF session with it. */
    public Netconf netconf() throws IOException {
        return netconf(McpDocument.USER);
    }

    /** A NETCONF session of another user who has the same key. */
    public Netconf netconf(String user) throws IOException {
        return new Netconf(host, key, user);
    }

    /** The command line of a client whose standard input and output are a NETCONF session with it. */
    public List<String> netconfClient() {
        return Netconf.client(host, key);
    }

    /** The command line of a client that is at its command line: what it is sent are commands. */
    public List<String> cliClient() {
        return Netconf.client(host, key, McpDocument.USER, List.of("-T"));
    }

    /** A command of its command line, given by a user who has the same key. */
    public List<String> cliCommand(String user, String command) {
        return Netconf.client(host, key, user, List.of("-T", command));
    }

    /** The private key of the user {@value McpDocument#USER}. */
    public Path key() {
        return key;
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** All it has written. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** The last lines it has written. */
    public String tail() throws IOException {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /**
     * Asks it to stop, by SIGTERM, and waits.
     *
     * @return its exit status
     */
    public int stop() throws IOException {
        close();
        return process.exitValue();
    }

    /** Ends it as a crash does, by SIGKILL, and waits. */
    public void kill() throws IOException {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Asks it to stop; one that does not within {@value #STOP_SECONDS} seconds is killed. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException("appliance " + name + " did not stop on SIGTERM and was killed:\n" + tail());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
