package io.braid.lab.appliance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the appliance is started on this machine: as the launcher starts it, which says it by the properties {@code
 * braid.java}, {@code braid.appliance.classpath} and {@code braid.appliance.options}. A build names the packaged appliance
 * too; as long as there is none, what runs now holds its classes.
 *
 * @param java the java program
 * @param options further options for it, such as where classes are kept between starts
 * @param classPath the appliance's class path
 */
public record Installation(String java, List<String> options, String classPath) {
    private static final String MAIN = "io.braid.appliance.main.Braid";

    /** Those of the launcher: classes kept between starts fit no others. */
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m");

    /** What the launcher would have told; nobody measures where it did not. */
    private static final String UNTOLD = "-XX:+UseSerialGC";

    public Installation {
        options = List.copyOf(options);
    }

    /** What the properties say, or what runs now. */
    public static Installation found() {
        String packaged = System.getProperty("braid.appliance.classpath", "");
        return new Installation(
                System.getProperty(
                        "braid.java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(System.getProperty("braid.appliance.options", UNTOLD).split(" "))
                        .filter(option -> !option.isEmpty())
                        .toList(),
                isThere(packaged) ? packaged : ownClassPath());
    }

    /** The first entry is the appliance's jar, which only packaging makes. */
    private static boolean isThere(String classPath) {
        return !classPath.isEmpty() && Files.exists(Path.of(classPath.split(":")[0]));
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

    /**
     * A text that comes with the appliance.
     *
     * @param name of the file in its jars
     */
    public String resource(String name) throws IOException {
        List<URL> entries = new ArrayList<>();
        for (Path entry : entries()) {
            entries.add(entry.toUri().toURL());
        }
        try (URLClassLoader jars = new URLClassLoader(entries.toArray(URL[]::new), null);
                InputStream text = jars.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The class path, with a folder's jars in place of the folder with an asterisk. */
    private List<Path> entries() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String entry : classPath.split(":")) {
            if (entry.endsWith("/*")) {
                try (Stream<Path> jars = Files.list(Path.of(entry).getParent())) {
                    jars.forEach(all::add);
                }
            } else {
                all.add(Path.of(entry));
            }
        }
        return all;
    }

    /** The command line of an appliance. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(FLAGS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, MAIN));
        command.addAll(arguments);
        return command;
    }
}
