package io.braid.appliance.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The appliance's commands. */
@Command(
        name = "braid",
        mixinStandardHelpOptions = true,
        version = "Braid 0.1.0",
        description = "A Network-Assisted MPTCP conversion point.",
        subcommands = {RunCommand.class, HelpCommand.class})
public final class Braid {
    private Braid() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Braid()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }
}
