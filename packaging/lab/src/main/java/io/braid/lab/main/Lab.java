package io.braid.lab.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The lab's command line. */
@Command(
        name = "braid lab",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Runs the draft's figures as scenarios: real hosts in network namespaces, links with rate and delay, and the "
                    + "appliance as a process of its own. What is claimed is proven by captures and by hashes of the "
                    + "streams at both ends.%n"
        },
        subcommands = {ListCommand.class, RunCommand.class, ShellCommand.class, DemoCommand.class},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every expectation held", "1:one did not, or the lab could not be set up", "2:wrong usage"})
public final class Lab implements Runnable {
    @Spec
    private CommandSpec spec;

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    private Lab() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a sub-command is missing: list, run, shell or demo");
    }

    /** Runs a sub-command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs a sub-command: its exit status. */
    public static int execute(String... arguments) {
        return new CommandLine(new Lab())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println("braid lab: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                    return 1;
                })
                .execute(arguments);
    }
}
