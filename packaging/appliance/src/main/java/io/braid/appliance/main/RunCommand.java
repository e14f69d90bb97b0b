package io.braid.appliance.main;

import io.braid.appliance.mapping.ConfigException;
import io.braid.appliance.mapping.ConfigLoader;
import io.braid.engine.Engine;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the conversion point in the foreground, in the network namespace it was started in. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the conversion point in the foreground, in the network namespace it was started in.",
            "",
            "It owns of that namespace: one nftables table, one routing table and the rules that lead to it, and the"
                    + " sysctls of MPTCP and TCP fast open. All of them are put back when it ends by SIGTERM or SIGINT.",
            "It has started when it prints a line with event=ready."
        },
        footerHeading = "%nExit status:%n",
        footer = {
            "  0  ended by SIGTERM or SIGINT",
            "  1  could not start: an address, a port or an ability of the kernel is missing (see 'doctor')",
            "  2  wrong usage",
            "  3  the configuration is wrong; every problem is printed as FILE:LINE: PATH: REASON"
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int CANNOT_START = 1;
    private static final int WRONG_CONFIGURATION = 3;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration: an XML document of the YANG module braid-mcp.")
    private Path config;

    @Option(names = "--check", description = "Check the configuration, say what is wrong with it, and end.")
    private boolean check;

    @Option(
            names = "--try",
            description = "Start with this configuration, then stop at once: tells whether it can run here.")
    private boolean tryOnly;

    @Override
    public Integer call() {
        EngineConfig loaded;
        try {
            loaded = ConfigLoader.load(config);
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
        try (Engine engine = Engine.start(NetNs.current(), loaded)) {
            LOG.info("event=ready services={}", loaded.services().keySet());
            if (tryOnly) {
                return 0;
            }
            stop.await();
            LOG.info("event=stopping {}", engine.summary());
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
