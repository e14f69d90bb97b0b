package io.braid.lab.appliance;

import io.braid.lab.net.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A NETCONF session with the appliance of a host, over OpenSSH. For one thread. */
public final class Netconf implements AutoCloseable {
    private static final String END = "]]>]]>";
    private static final int ANSWER_SECONDS = 30;
    private static final int ANSWER_CHARACTERS_MAX = 10_000_000;
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private final String host;
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;
    private int messageId;

    /**
     * Logs in.
     *
     * @param key the user's private key
     */
    Netconf(Host host, Path key, String user) throws IOException {
        this.host = host.name();
        process = new ProcessBuilder(client(host, key, user, List.of("-s", "netconf")))
                .redirectErrorStream(true)
                .start();
        orders = process.outputWriter();
        answers = process.inputReader();
        try {
            send("<hello xmlns=\"" + BASE + "\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability>"
                    + "</capabilities></hello>");
            read();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** OpenSSH, as the user {@value McpDocument#USER}. */
    static List<String> client(Host host, Path key) {
        return client(host, key, McpDocument.USER, List.of("-s", "netconf"));
    }

    /**
     * The same, for another user or something else than NETCONF.
     *
     * @param what options and words of OpenSSH that say what is wanted
     */
    static List<String> client(Host host, Path key, String user, List<String> what) {
        List<String> command = new ArrayList<>(List.of(
                "ssh", "-F", "none", "-p", "830", "-i", key.toString(), "-o", "IdentitiesOnly=yes", "-o",
                "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o",
                "BatchMode=yes", user + "@127.0.0.1"));
        command.addAll(what);
        return host.inside(command);
    }

    /**
     * Performs an operation.
     *
     * @param operation its element
     * @return the reply
     * @throws IOException if it is refused; the message holds the reply
     */
    public String call(String operation) throws IOException {
        send("<rpc xmlns=\"" + BASE + "\" message-id=\"" + ++messageId + "\">" + operation + "</rpc>");
        String reply = read();
        if (reply.contains("<rpc-error>")) {
            throw new IOException("the appliance of " + host + " refuses " + operation + ": " + reply);
        }
        return reply;
    }

    /** Merges elements of the model into the candidate, and commits. */
    public void commit(String config) throws IOException {
        call("<edit-config><target><candidate/></target><config>" + config + "</config></edit-config>");
        call("<commit/>");
    }

    private void send(String message) throws IOException {
        orders.write(message);
        orders.write(END);
        orders.flush();
    }

    private String read() throws IOException {
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(ANSWER_SECONDS, TimeUnit.SECONDS));
        try {
            StringBuilder message = new StringBuilder();
            while (message.length() < ANSWER_CHARACTERS_MAX) {
                int c = answers.read();
                if (c < 0) {
                    throw new IOException("the appliance of " + host + " ended the session: " + message);
                }
                message.append((char) c);
                if (c == '>' && message.length() >= END.length()
                        && message.substring(message.length() - END.length()).equals(END)) {
                    return message.substring(0, message.length() - END.length());
                }
            }
            throw new IOException("the appliance of " + host + " does not end its message");
        } finally {
            limit.cancel(false);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
