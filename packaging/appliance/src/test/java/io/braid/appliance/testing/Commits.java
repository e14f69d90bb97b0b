package io.braid.appliance.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A stream of commits over NETCONF in OpenSSH, several of them on the way at any time. Commit i sets the host name to
 * {@code n<i>}, and replaces the interface {@code g<i-1>} by {@code g<i>}.
 */
public final class Commits implements AutoCloseable {
    private static final String END = "]]>]]>";
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final int ON_THE_WAY = 16;

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;
    private final Thread sender = Thread.ofPlatform().daemon().name("commits-send").unstarted(this::send);
    private final Thread receiver = Thread.ofPlatform().daemon().name("commits-receive").unstarted(this::receive);
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private final CountDownLatch enough;
    private final long first;
    private volatile long acknowledged;
    private volatile String problem = "";

    /**
     * Logs in and begins.
     *
     * @param before the number of the last commit
     * @param count how many {@link #await} waits for
     */
    public Commits(Pair network, Path key, String user, long before, int count) throws IOException {
        first = before + 1;
        acknowledged = before;
        enough = new CountDownLatch(count);
        process = new ProcessBuilder(network.atMcp(List.of(
                        "ssh", "-F", "none", "-p", "830", "-i", key.toString(), "-o", "IdentitiesOnly=yes", "-o",
                        "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o",
                        "BatchMode=yes", user + "@127.0.0.1", "-s", "netconf")))
                .redirectErrorStream(true)
                .start();
        orders = process.outputWriter();
        answers = process.inputReader();
        sender.start();
        receiver.start();
    }

    private void send() {
        try {
            orders.write("<hello xmlns=\"" + BASE + "\"><capabilities><capability>urn:ietf:params:netconf:base:1.0"
                    + "</capability></capabilities></hello>" + END);
            for (long i = first; ; i++) {
                room.acquire();
                rpc("<edit-config><target><candidate/></target><config xmlns:nc=\"" + BASE + "\">"
                        + "<system xmlns=\"urn:braid:yang:braid-system\"><hostname>n" + i + "</hostname></system>"
                        + "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><interface nc:operation=\"remove\"><name>g" + (i - 1)
                        + "</name></interface><interface><name>g" + i + "</name><role>customer-facing</role></interface>"
                        + "</mcp></config></edit-config>");
                rpc("<commit/>");
                orders.flush();
            }
        } catch (IOException e) {
            // The appliance was killed: that is what this is for.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rpc(String operation) throws IOException {
        orders.write("<rpc xmlns=\"" + BASE + "\" message-id=\"1\">" + operation + "</rpc>" + END);
    }

    private void receive() {
        try {
            read();
            while (true) {
                String edited = read();
                String committed = read();
                if (!edited.contains("<ok/>") || !committed.contains("<ok/>")) {
                    problem = edited + committed;
                    return;
                }
                acknowledged++;
                enough.countDown();
                room.release();
            }
        } catch (IOException e) {
            // Half an answer was never an acknowledgement.
            return;
        }
    }

    private String read() throws IOException {
        StringBuilder message = new StringBuilder();
        while (message.indexOf(END, Math.max(0, message.length() - END.length())) < 0) {
            int c = answers.read();
            if (c < 0) {
                throw new IOException("ended");
            }
            message.append((char) c);
        }
        return message.toString();
    }

    /** Waits until so many are acknowledged. */
    public void await() throws IOException, InterruptedException {
        if (!enough.await(60, TimeUnit.SECONDS)) {
            throw new IOException("no commits: " + acknowledged + " " + problem);
        }
    }

    /** The number of the last commit that was acknowledged, all answers of the dead appliance read. */
    public long last() throws IOException, InterruptedException {
        receiver.join(TimeUnit.SECONDS.toMillis(20));
        if (receiver.isAlive() || !problem.isEmpty()) {
            throw new IOException("the stream of commits did not end well: " + problem);
        }
        return acknowledged;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        sender.interrupt();
    }
}
