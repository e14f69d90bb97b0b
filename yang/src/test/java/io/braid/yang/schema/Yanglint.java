package io.braid.yang.schema;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs yanglint (Debian's libyang-tools), an implementation of YANG that shares nothing with ours. */
public final class Yanglint {
    private static final Path PROGRAM = Path.of("/usr/bin/yanglint");

    private Yanglint() {}

    /**
     * What it thinks.
     *
     * @param accepted whether it found nothing wrong
     * @param said its output, warnings included
     */
    public record Verdict(boolean accepted, String said) {}

    /** Judges a module of the product. */
    public static Verdict module(String module) throws IOException, InterruptedException {
        return run(List.of(folder().resolve(module + ".yang").toString()));
    }

    /** Judges a configuration document. */
    public static Verdict config(String module, Path document) throws IOException, InterruptedException {
        return run(List.of("-t", "config", folder().resolve(module + ".yang").toString(), document.toString()));
    }

    /**
     * Writes a configuration document in another form.
     *
     * @param module the text of its module
     * @param format {@code xml} or {@code json}
     * @return what it said is the document, if it accepted it
     */
    public static Verdict converted(Path module, Path document, String format) throws IOException, InterruptedException {
        return run(List.of("-t", "config", "-f", format, module.toString(), document.toString()));
    }

    /** The text of a module of the product, by its name and revision. */
    public static Path module(URL text) {
        return Path.of(URI.create(text.toString()));
    }

    static Path folder() {
        return Path.of(URI.create(Models.text(Models.MODULES.getFirst()).toString())).getParent();
    }

    private static Verdict run(List<String> arguments) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IOException("no " + PROGRAM + ": ./braid test installs it (package libyang-tools)");
        }
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-p", folder().toString()));
        command.addAll(arguments);
        Path said = Files.createTempFile("yanglint", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                return new Verdict(false, "yanglint did not end within 30 s");
            }
            return new Verdict(process.exitValue() == 0, Files.readString(said));
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
