package io.braid.lab.main;

import io.braid.lab.figure.Scenarios;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the scenarios. */
@Command(
        name = "list",
        description = {
            "Lists every scenario: its name, the requirements it proves, roughly how many seconds it takes at reduced "
                    + "sizes (with a * when it needs the machine for itself), and what it shows."
        })
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    @Override
    public void run() {
        List<About> all = Scenarios.all().stream().map(Scenario::about).toList();
        int name = width(all.stream().map(About::name).toList(), "NAME");
        int rows = width(all.stream().map(ListCommand::rows).toList(), "REQUIREMENTS");
        String format = "%-" + name + "s  %-" + rows + "s  %7s  %s%n";
        PrintWriter out = spec.commandLine().getOut();
        out.printf(format, "NAME", "REQUIREMENTS", "SECONDS", "SHOWS");
        for (About a : all) {
            out.printf(format, a.name(), rows(a), a.seconds() + (a.alone() ? "*" : " "), a.summary());
        }
        out.flush();
    }

    private static String rows(About about) {
        return String.join(",", about.requirements());
    }

    private static int width(List<String> cells, String title) {
        return Math.max(title.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }
}
