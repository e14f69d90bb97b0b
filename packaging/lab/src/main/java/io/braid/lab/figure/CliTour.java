package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tour of the command line that the README shows, done line by line by the OpenSSH client.
 *
 * <pre>
 *   host ==== MCP ---- server
 *              |
 *          operator: each command of the README, and what the README says that it shows
 * </pre>
 *
 * What is shown is compared in shape: numbers and widths may differ, and a line {@code ...} stands for any lines.
 */
final class CliTour implements Scenario {
    private static final Pattern COMMAND = Pattern.compile("\\S+@\\S+([>#]) (.*)");
    private static final String MARK = "Count: 0 lines";
    private static final int ANSWER_SECONDS = 30;
    private static final long MESSAGES_MS = 300;

    /** A command of the tour, whether it is one of configuration mode, and what is said to follow it. */
    private record Step(boolean configuring, String command, List<String> shown) {}

    @Override
    public About about() {
        return new About("cli-tour", "the README's tour of the command line, done", List.of("S1-b", "S5.1"), 12, false);
    }

    private static SingleEnded set(Context context) throws IOException {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, SingleEnded.document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        Appliance appliance = set(context).start(context, SingleEnded.document());
        List<Step> steps = tour();
        context.expect(steps.size() > 5, "the README has no tour");
        Process client = new ProcessBuilder(appliance.cliClient()).redirectErrorStream(true).start();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                client::destroyForcibly, CompletableFuture.delayedExecutor(2 * ANSWER_SECONDS, TimeUnit.SECONDS));
        try (Writer commands = client.outputWriter(); BufferedReader answers = client.inputReader()) {
            for (Step step : steps.subList(0, steps.size() - 1)) {
                commands.write(step.command + "\n" + mark(step) + "\n");
                commands.flush();
                compare(context, step, answer(step, answers));
            }
            commands.write(steps.getLast().command + "\n");
            commands.flush();
            context.expectEquals(0, client.waitFor(), "the exit status of the tour");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            limit.cancel(false);
            client.destroy();
        }
        context.figure("steps", steps.size());
    }

    /** A command that shows one known line, so that the end of the answer before it is seen. It is one of the mode that follows. */
    private static String mark(Step step) {
        boolean configuring = step.command.startsWith("configure") || step.configuring && !step.command.equals("exit");
        return (configuring ? "run " : "") + "show configuration history | match no-such-line | count";
    }

    /** Messages come by a stream of their own, which the client may hand on a little later than the answer. */
    private static void awaitMessages(BufferedReader answers, List<String> lines) throws IOException {
        try {
            Thread.sleep(MESSAGES_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        while (answers.ready()) {
            lines.add(answers.readLine());
        }
    }

    private static List<String> answer(Step step, BufferedReader answers) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals(MARK)) {
                awaitMessages(answers, lines);
                return lines;
            }
            lines.add(line);
        }
        throw new IOException("the session ended behind " + step.command + ": " + lines);
    }

    private static void compare(Context context, Step step, List<String> found) {
        String wanted = step.shown.stream()
                .map(line -> line.equals("...") ? "(?:.*\n)*" : Pattern.quote(shape(line)) + "\n")
                .reduce("", String::concat);
        StringBuilder all = new StringBuilder();
        found.forEach(line -> all.append(shape(line)).append('\n'));
        context.expect(
                all.toString().matches(wanted), step.command + " shows " + found + " where the README has " + step.shown);
    }

    /** A line without what may differ between two appliances: numbers, and the widths of columns. */
    private static String shape(String line) {
        return line.strip().replaceAll("[0-9]+", "9").replaceAll("\\s+", " ");
    }

    private static List<Step> tour() throws IOException {
        List<Step> steps = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(readme())) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside) {
                Matcher command = COMMAND.matcher(line);
                if (command.matches()) {
                    steps.add(new Step(command.group(1).equals("#"), command.group(2), new ArrayList<>()));
                } else {
                    steps.getLast().shown.add(line);
                }
            }
        }
        return steps;
    }

    /** Beside the launcher, somewhere above these classes. */
    private static Path readme() throws IOException {
        try {
            Path at = Path.of(CliTour.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            while (at != null && !Files.exists(at.resolve("braid"))) {
                at = at.getParent();
            }
            if (at == null) {
                throw new IOException("the README is not near these classes");
            }
            return at.resolve("README.md");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
