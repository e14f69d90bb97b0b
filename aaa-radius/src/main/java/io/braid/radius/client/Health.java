package io.braid.radius.client;

import java.time.Instant;
import java.util.function.Consumer;

/** Whether a port of a server lives, and why not. For the event loop's thread. */
final class Health {
    private static final String SILENT =
            "it does not answer: it is down, does not know this client, or has another secret";

    private final String server;
    private final Purpose purpose;
    private final Consumer<ServerHealth> listener;
    private ServerHealth now;

    /** Why it cannot be reached; empty if it can, as far as one knows. */
    private String unreachable = "";

    /** Why what it says is not believed; empty if it is. */
    private String disbelieved = "";

    private long answeredAt = System.nanoTime();

    Health(String server, Purpose purpose, Consumer<ServerHealth> listener) {
        this.server = server;
        this.purpose = purpose;
        this.listener = listener;
        now = new ServerHealth(server, purpose, Liveness.UNKNOWN, "", Instant.now());
    }

    ServerHealth now() {
        return now;
    }

    Liveness liveness() {
        return now.liveness();
    }

    void unreachable(String why) {
        unreachable = why;
    }

    void disbelieved(String why) {
        disbelieved = why;
    }

    /** Why it is silent, as far as that can be told. */
    String reason() {
        if (!unreachable.isEmpty()) {
            return unreachable;
        }
        return disbelieved.isEmpty() ? SILENT : disbelieved;
    }

    /**
     * It gave a genuine answer.
     *
     * @param toRequest whether to more than a Status-Server, which need not be signed
     */
    void answered(boolean toRequest) {
        answeredAt = System.nanoTime();
        unreachable = "";
        if (toRequest) {
            disbelieved = "";
        }
        become(Liveness.UP, "");
    }

    boolean answeredSince(long nanoTime) {
        return answeredAt - nanoTime > 0;
    }

    void become(Liveness liveness, String reason) {
        if (liveness != now.liveness()) {
            now = new ServerHealth(server, purpose, liveness, reason, Instant.now());
            listener.accept(now);
        }
    }
}
