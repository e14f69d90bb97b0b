package io.braid.appliance.main;

import io.braid.appliance.mapping.ConfigException;
import io.braid.appliance.mapping.ConfigLoader;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the conversion point in the foreground, in the network namespace it was started in. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the conversion point in the foreground, in the network namespace it was started in.",
            "",
            "It owns of that namespace: one nftables table, one routing table and the rules that lead to it, and the"
                    + " sysctls of MPTCP and TCP fast open. All of them are put back when it ends by SIGTERM or SIGINT.",
            "It is configured over NETCONF, on port 830 of the loopback (2830 if not run as root) until configured"
                    + " otherwise. The first start prints the password of the administrator.",
            "It has started when it prints a line with event=ready. A service that lacks an address or a port of a"
                    + " configuration that is kept does not hold up the start: it is down, and begins when they are there."
        },
        footerHeading = "%nExit status:%n",
        footer = {
            "  0  ended by SIGTERM or SIGINT",
            "  1  could not start: an ability of the kernel is missing (see 'doctor'), or, of a first configuration,"
                    + " an address or a port",
            "  2  wrong usage",
            "  3  the configuration is wrong; every problem is printed as FILE:LINE: PATH: REASON"
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int CANNOT_START = 1;
    private static final int WRONG_CONFIGURATION = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where configuration and host keys are kept; made at the first start. Without it, and without"
                    + " --config: /var/lib/braid, or ~/.local/state/braid if this is not run as root.")
    private Path state;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "What to begin with where no configuration is kept yet: an XML document of the YANG modules"
                    + " braid-mcp and braid-system. Without --state nothing is kept when it ends.")
    private Path config;

    @Option(names = "--check", description = "Check the document, say what is wrong with it, and end.")
    private boolean check;

    @Override
    public Integer call() {
        if (check && config == null) {
            throw new ParameterException(spec.commandLine(), "--check needs --config FILE");
        }
        Appliance.Initial initial =
                schema -> FirstStart.configuration(schema, StateDirectory.root(), spec.commandLine().getOut());
        try {
            if (config != null) {
                Branch given = ConfigLoader.read(config);
                initial = _ -> given;
            }
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return WRONG_CONFIGURATION;
        }
        if (check) {
            System.out.println(config + ": no problems");
            return 0;
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, stopped), "shutdown"));
        try (StateDirectory directory = directory();
                Appliance appliance = Appliance.start(directory, initial)) {
            stop.await();
            LOG.info("event=stopping {}", appliance.summary());
        } catch (IOException e) {
            System.err.println("braid: cannot start: " + e.getMessage());
            for (Throwable more : e.getSuppressed()) {
                System.err.println("braid: " + more.getMessage());
            }
            return CANNOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private StateDirectory directory() throws IOException {
        if (state != null) {
            return StateDirectory.at(state);
        }
        return config == null ? StateDirectory.at(StateDirectory.usual()) : StateDirectory.temporary();
    }

    /** Lets the main thread put everything back; a signal that was obeyed is no failure, so the status is 0. */
    private static void end(CountDownLatch stop, CountDownLatch stopped) {
        boolean signalled = stop.getCount() > 0 && stopped.getCount() > 0;
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (signalled) {
            Runtime.getRuntime().halt(0);
        }
    }
}
