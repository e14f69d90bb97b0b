package io.braid.lab.main;

import io.braid.lab.demo.Demo;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The demonstration. */
@Command(
        name = "demo",
        description = {
            "A LAN host behind a CPE with two access networks downloads from and uploads to a server, through a "
                    + "conversion point in the CPE and one in the network. Shows the rate of each path while it runs, "
                    + "and then each path alone, both together, and whether the streams arrived whole."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:both paths together were faster than either alone, and the hashes are equal", "1:not so"})
final class DemoCommand implements Callable<Integer> {
    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        return new Demo(System.out, System.console() != null && System.console().isTerminal()).run() ? 0 : 1;
    }
}
