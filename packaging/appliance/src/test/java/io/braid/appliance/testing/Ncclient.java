package io.braid.appliance.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A NETCONF session of ncclient, in a process of its own. */
public final class Ncclient implements AutoCloseable {
    /** Debian's, for which python3-ncclient is installed, whatever other Python comes first. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final long TAKE_NS = 20_000_000_000L;

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    /**
     * What an operation answered.
     *
     * @param data the reply, if it went well
     * @param errors its errors, if it did not
     */
    public record Answer(String data, List<Refusal> errors) {}

    /** One rpc-error. */
    public record Refusal(String tag, String apptag, String path, String message) {}

    /** Logs in over the loopback. */
    public Ncclient(Pair network, int port, String user, String password) throws IOException {
        this(network, "127.0.0.1", port, user, password);
    }

    /** Logs in. */
    public Ncclient(Pair network, String address, int port, String user, String password) throws IOException {
        process = new ProcessBuilder(network.atMcp(List.of(
                        PYTHON,
                        Path.of("src/test/resources/python/client.py").toString(),
                        address,
                        Integer.toString(port),
                        user,
                        password)))
                .redirectErrorStream(true)
                .start();
        answers = process.inputReader();
        orders = process.outputWriter();
        read();
    }

    private Answer read() throws IOException {
        String line = answers.readLine();
        if (line == null || !line.startsWith("{")) {
            throw new IOException("ncclient says: " + line + "\n" + String.join("\n", answers.lines().toList()));
        }
        JsonNode answer = json.readTree(line);
        List<Refusal> errors = new ArrayList<>();
        answer.path("errors").forEach(each -> errors.add(new Refusal(
                text(each, "tag"), text(each, "apptag"), text(each, "path").strip(), text(each, "message"))));
        return new Answer(answer.path("data").asText(), errors);
    }

    private static String text(JsonNode error, String field) {
        return error.hasNonNull(field) ? error.get(field).asText() : "";
    }

    private Answer order(Map<String, String> order) throws IOException {
        orders.write(json.writeValueAsString(order));
        orders.newLine();
        orders.flush();
        return read();
    }

    private String well(Map<String, String> order) throws IOException {
        Answer answer = order(order);
        if (!answer.errors().isEmpty()) {
            throw new IOException(order + " is refused: " + answer.errors());
        }
        return answer.data();
    }

    /** Merges into the candidate: elements of the model's modules. */
    public void edit(String config) throws IOException {
        well(Map.of(
                "do", "edit", "config", "<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">" + config + "</config>"));
    }

    /** Commits, perhaps in vain. */
    public List<Refusal> tryCommit() throws IOException {
        return order(Map.of("do", "commit")).errors();
    }

    /** Commits. */
    public void commit() throws IOException {
        well(Map.of("do", "commit"));
    }

    /** Forgets the edits since the last commit. */
    public void discard() throws IOException {
        well(Map.of("do", "discard"));
    }

    /** Configuration and state within a subtree filter. */
    public String get(String filter) throws IOException {
        return well(Map.of("do", "get", "filter", filter));
    }

    /** The running configuration. */
    public String running() throws IOException {
        return well(Map.of("do", "get-config"));
    }

    /** Any operation; its reply. */
    public String rpc(String rpc) throws IOException {
        return well(Map.of("do", "rpc", "rpc", rpc));
    }

    /** Subscribes to all notifications, and those of the past from a time on. */
    public void subscribe(Instant from) throws IOException {
        well(Map.of("do", "subscribe", "start", from.toString()));
    }

    /** Subscribes to notifications from now on. */
    public void subscribe() throws IOException {
        well(Map.of("do", "subscribe"));
    }

    /** The next notification that has this text in it, within 20 seconds; others are passed over. */
    public String take(String text) throws IOException {
        long deadline = System.nanoTime() + TAKE_NS;
        String seen = "";
        while (System.nanoTime() < deadline) {
            String notification = well(Map.of("do", "take", "timeout", "1"));
            if (notification.contains(text)) {
                return notification;
            }
            seen += notification;
        }
        throw new IOException("no notification has \"" + text + "\" in it: " + seen);
    }

    /** Any operation, perhaps in vain. */
    public List<Refusal> tryRpc(String rpc) throws IOException {
        return order(Map.of("do", "rpc", "rpc", rpc)).errors();
    }

    @Override
    public void close() throws IOException {
        try {
            orders.close();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
