package io.braid.lab.main;

import io.braid.lab.net.Host;
import io.braid.lab.net.Leftovers;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Options;
import io.braid.lab.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Leaves the network of a scenario up. */
@Command(
        name = "shell",
        description = {
            "Sets up the network of a scenario with its appliances, prints how to enter each host, and takes it down "
                    + "again on Enter, at the end of its input, or on Ctrl-C."
        })
final class ShellCommand implements Callable<Integer> {
    /** Words that lead into the namespaces the launcher made for an ordinary user. */
    private static final String ENTER = "BRAID_ENTER";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A scenario (see braid lab list).")
    private String name;

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        Scenario scenario = ScenarioNames.find(spec.commandLine(), name);
        PrintWriter out = spec.commandLine().getOut();
        Leftovers.sweep();
        try (Context context = new Context(name, Options.REDUCED, line -> spec.commandLine().getErr().println(line))) {
            Network network = scenario.stage(context);
            String enter = System.getenv().getOrDefault(ENTER, "");
            for (Host host : network.hosts()) {
                out.printf("%-8s %s%n", host.name(), (enter + " ip netns exec " + host.namespace() + " sh").strip());
            }
            out.printf("logs and configurations: %s%nEnter or Ctrl-C takes it down.%n", context.folder());
            out.flush();
            while (System.in.read() > '\n') {
                continue;
            }
        }
        return 0;
    }
}
