package io.braid.appliance.main;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The appliance's commands. */
@Command(
        name = "braid",
        mixinStandardHelpOptions = true,
        version = "Braid 0.1.0",
        description = "A Network-Assisted MPTCP conversion point.",
        subcommands = {RunCommand.class, Doctor.class, HelpCommand.class})
public final class Braid implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;

    @Spec
    private CommandSpec spec;

    private Braid() {}

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return WRONG_USAGE;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Braid()).execute(arguments));
    }
}
