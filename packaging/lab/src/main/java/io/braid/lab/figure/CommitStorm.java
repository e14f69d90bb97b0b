package io.braid.lab.figure;

import io.braid.lab.appliance.Netconf;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A commit disturbs no established conversion (draft Section 5.1): the network of Figure 5, a download, and all the while
 * an orchestrator that commits to both conversion points over NETCONF.
 *
 * <pre>
 *   host ---- CPE (MCP) ==== LTE, DSL ==== concentrator (MCP) ---- server
 *                 \                          /
 *                  \---- orchestrator -----/
 * </pre>
 *
 * The service that carries the download is changed as well as others: its timers and limits, its listeners, whether it is
 * enabled.
 */
public final class CommitStorm implements Scenario {
    private static final int COMMITS = 200;
    private static final int KINDS = 4;

    @Override
    public About about() {
        return new About(
                "commit-storm",
                "a transfer through 200 commits to both conversion points",
                List.of("S1-b", "S5.1", "S5.2.1-a"),
                35,
                true);
    }

    @Override
    public Network stage(Context context) throws IOException {
        return HybridPaths.set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = HybridPaths.set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), HybridPaths.PORT);
                Netconf cpe = set.running().cpe().netconf();
                Netconf concentrator = set.running().concentrator().netconf()) {
            double seconds = context.size(20, 40);
            HybridPaths paths = new HybridPaths(set, server);
            FutureTask<Exchange> transfer = inBackground(() -> paths.together(true, seconds));
            awaitConversion(cpe, transfer);
            awaitConversion(concentrator, transfer);
            int during = 0;
            long slowestNs = 0;
            for (int i = 0; i < COMMITS; i++) {
                long begin = System.nanoTime();
                (i % 2 == 0 ? cpe : concentrator).commit(change(i / 2, i % 2 == 0));
                slowestNs = Math.max(slowestNs, System.nanoTime() - begin);
                during += transfer.isDone() ? 0 : 1;
            }
            Exchange exchange = result(transfer);
            Proof.whole(context, exchange);
            context.figure("commits_during_transfer", during);
            context.figure("slowest_edit_and_commit_ms", slowestNs / 1e6);
            context.figure("down_mbit_s", exchange.received().mbitPerSecond());
            context.expectEquals(COMMITS, during, "commits while the transfer went on");
            Exchange after = paths.together(true, 1);
            Proof.whole(context, after);
        }
    }

    /** What is committed: one kind of change after another. The last of each kind leaves the service enabled. */
    private static String change(int i, boolean atCpe) {
        String more =
                switch (i % KINDS) {
                    case 0 -> "<timers><idle>" + (8000 + i) + "</idle></timers>";
                    case 1 -> "<limits><backlog>" + (1000 + i) + "</backlog></limits>";
                    case 2 -> "<enabled>false</enabled>";
                    default -> "<enabled>true</enabled>" + (atCpe ? "<intercept><port>" + (5001 + i) + "</port></intercept>" : "");
                };
        return "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>lab</name>" + more + "</service></mcp>";
    }

    private static void awaitConversion(Netconf session, FutureTask<Exchange> transfer) throws IOException {
        String state = "<get><filter><mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions><conversion><phase>relaying</phase>"
                + "</conversion></conversions></mcp></filter></get>";
        while (!session.call(state).contains("<id>")) {
            if (transfer.isDone()) {
                throw new IOException("the transfer ended before its conversion was seen");
            }
        }
    }

    private static FutureTask<Exchange> inBackground(Callable<Exchange> work) {
        FutureTask<Exchange> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("transfer").start(task);
        return task;
    }

    private static Exchange result(FutureTask<Exchange> transfer) throws IOException {
        try {
            return transfer.get();
        } catch (ExecutionException e) {
            throw new IOException("the transfer broke: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
