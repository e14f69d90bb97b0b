package io.braid.appliance.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The appliance as a process of its own, started and stopped as a user would. */
public final class RunningAppliance implements AutoCloseable {
    private static final long READY_NS = 60_000_000_000L;
    private static final Pattern PASSWORD = Pattern.compile("password: (\\S+)");

    private final Process process;
    private final Path log;

    private RunningAppliance(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it; returns when it is ready.
     *
     * @param log where its output goes
     * @param arguments after {@code run}
     */
    public static RunningAppliance start(Pair network, Path log, String... arguments) throws Exception {
        return start(network, List.of(), log, arguments);
    }

    /**
     * Starts it through another command; returns when it is ready.
     *
     * @param through the command, which ends by becoming the appliance
     */
    public static RunningAppliance start(Pair network, List<String> through, Path log, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(through);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + Path.of("src/main/resources/logback.xml").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.braid.appliance.main.Braid",
                "run"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(network.atMcp(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningAppliance appliance = new RunningAppliance(process, log);
        long deadline = System.nanoTime() + READY_NS;
        while (!appliance.log().contains("event=ready")) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                appliance.close();
                throw new IOException("not ready:\n" + appliance.log());
            }
        }
        return appliance;
    }

    /** All it has written. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** The password of the administrator whom a first start makes, which it tells once. */
    public String password() throws IOException {
        Matcher told = PASSWORD.matcher(log());
        if (!told.find()) {
            throw new AssertionError("no password was told:\n" + log());
        }
        return told.group(1);
    }

    /** Stops it by SIGTERM; its exit status. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not stop");
        }
        return process.exitValue();
    }

    /** Ends it as a loss of power would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
