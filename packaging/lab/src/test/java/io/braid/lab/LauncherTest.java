package io.braid.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user meets it first: before there is a JDK, a build or a privilege. */
@Timeout(60)
class LauncherTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..", "..").toAbsolutePath().normalize();
    private static final List<String> COMMANDS =
            List.of("demo", "test", "lab", "bench", "run", "cli", "doctor", "build", "help");

    @TempDir
    private Path elsewhere;

    @Test
    void everyCommandHasAPageThatSaysHowItIsUsedAndHowItEnds() throws Exception {
        for (String command : COMMANDS) {
            Result page = braid(Map.of(), command, "--help");
            assertEquals(0, page.code(), command);
            assertTrue(page.said().startsWith("NAME\n"), command);
            assertTrue(page.said().contains("\nSYNOPSIS\n"), command);
            assertTrue(page.said().contains("\nEXIT STATUS\n"), command);
            assertEquals(page, braid(Map.of(), "help", command));
        }
    }

    @Test
    void theFrontPageListsEveryCommandAndNoOther() throws Exception {
        String page = braid(Map.of(), "--help").said();
        List<String> listed = page.substring(page.indexOf("COMMANDS\n"), page.indexOf("\n\nWHAT"))
                .lines().skip(1).map(line -> line.strip().split(" ")[0]).toList();
        assertEquals(COMMANDS, listed);
        assertEquals(page, braid(Map.of()).said());
    }

    @Test
    void aMistypedCommandNamesTheNearestRightOne() throws Exception {
        for (String[] pair : new String[][] {{"tset", "test"}, {"docter", "doctor"}, {"lba", "lab"}, {"dem", "demo"}}) {
            Result result = braid(Map.of(), pair[0]);
            assertEquals(2, result.code());
            assertTrue(result.said().contains("did you mean \"" + pair[1] + "\"?"), result.said());
        }
        Result nothingNear = braid(Map.of(), "accelerate");
        assertEquals(2, nothingNear.code());
        assertTrue(nothingNear.said().contains("the commands are: demo"), nothingNear.said());
    }

    @Test
    void aJdkThatIsTooOldIsRefusedByName() throws Exception {
        Path old = Files.createDirectories(elsewhere.resolve("jdk-21"));
        Files.createDirectories(old.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            assertTrue(Files.createFile(old.resolve("bin").resolve(program)).toFile().setExecutable(true));
        }
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.9\"\n");
        Result result = braid(Map.of("BRAID_JAVA_HOME", old.toString()), "doctor");
        assertEquals(69, result.code());
        assertTrue(result.said().contains(old + " holds no JDK 25 or newer"), result.said());
    }

    @Test
    void everyPartIsShellThatParses() throws Exception {
        List<Path> parts = new ArrayList<>(List.of(ROOT.resolve("braid")));
        try (Stream<Path> files = Files.list(ROOT.resolve("packaging/launcher"))) {
            files.filter(file -> file.toString().endsWith(".sh")).forEach(parts::add);
        }
        assertTrue(parts.size() > 5, parts.toString());
        for (Path part : parts) {
            assertEquals(new Result(0, ""), start(Map.of(), List.of("sh", "-n", part.toString())));
        }
    }

    /** Through a symbolic link and from another directory, as from a user's own bin. */
    private Result braid(Map<String, String> environment, String... arguments) throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("braid"), ROOT.resolve("braid"));
        try {
            List<String> command = new ArrayList<>(List.of("./braid"));
            command.addAll(List.of(arguments));
            return start(environment, command);
        } finally {
            Files.delete(link);
        }
    }

    private Result start(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(elsewhere, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end: " + command);
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    private record Result(int code, String said) {}
}
