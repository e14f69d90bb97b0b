package io.braid.bench.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benches. */
@Command(
        name = "braid bench",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Measures Braid and its peers in turn, in one run, and prints ratios first: 1.00 is as good as the peer, more is"
                    + " better. A figure measured alone says little about a machine that others use too.%n"
        },
        subcommands = {ListCommand.class, RunCommand.class},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every case ran",
            "1:one failed, or a bench could not be set up",
            "2:wrong usage",
            "69:a program is missing; its package is named"
        })
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    private Bench() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a sub-command is missing: list or run");
    }

    /** Runs a sub-command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println("braid bench: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                    return 1;
                })
                .execute(arguments));
    }
}
