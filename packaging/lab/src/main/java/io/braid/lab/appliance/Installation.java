package io.braid.lab.appliance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the appliance is started on this machine. The launcher says it by the properties {@code braid.java} and {@code
 * braid.appliance.classpath}; within a build, it is the running Java and its class path.
 *
 * @param java the java program
 * @param classPath the appliance's class path
 */
public record Installation(String java, String classPath) {
    private static final String MAIN = "io.braid.appliance.main.Braid";

    /** What the properties say, or what runs now. */
    public static Installation found() {
        return new Installation(
                System.getProperty(
                        "braid.java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                System.getProperty("braid.appliance.classpath", ownClassPath()));
    }

    /** Surefire's class path, of which the appliance is a part; without tests, so that no log set-up of theirs counts. */
    private static String ownClassPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> kept = new ArrayList<>();
        for (String entry : all.split(":")) {
            if (Files.exists(Path.of(entry)) && !entry.endsWith("test-classes") && !entry.endsWith("lab/target/classes")) {
                kept.add(entry);
            }
        }
        return String.join(":", kept);
    }

    /** The command line of an appliance. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath,
                MAIN));
        command.addAll(arguments);
        return command;
    }
}
