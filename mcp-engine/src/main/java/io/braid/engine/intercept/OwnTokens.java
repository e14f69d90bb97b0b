package io.braid.engine.intercept;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.SetElements;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of intercepted connections, each service's in a set of the packet filter: by them, a join to a server's address
 * that is ours is told from that of a connection that passed (draft S5.2.2.1). A host that obeys the C bit never makes such a
 * join (S5.2.2); for the others the set is to be ready within the round trip that lies between the handshake and the join.
 */
public final class OwnTokens implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTokens.class);

    /** How long changes gather, in milliseconds: a transaction costs the kernel about as much as one of a single change. */
    private static final long GATHER_MS = 1;

    private record Token(String service, int value) {}

    private final String table;
    private final SetElements elements;
    /** Tokens to be added (true) and removed; as many as connections begin and end within a few milliseconds. */
    private Map<Token, Boolean> changes = new LinkedHashMap<>();

    private final Thread thread;
    private boolean closed;

    /** @param table the table that has the sets */
    public OwnTokens(NetNs netns, String table) throws IOException {
        this.table = table;
        this.elements = SetElements.in(netns);
        this.thread = Thread.ofPlatform().daemon().name("tokens").start(this::work);
    }

    /** The set of a service. A colon, which a name may have, is none of nft's letters. */
    static String set(String service) {
        return "tokens-" + service.replace(':', '/');
    }

    /** A connection was intercepted. From any thread; does not wait. */
    public void begin(String service, int token) {
        change(new Token(service, token), true);
    }

    /** It has ended. */
    public void end(String service, int token) {
        change(new Token(service, token), false);
    }

    private synchronized void change(Token token, boolean added) {
        changes.put(token, added);
        notifyAll();
    }

    private synchronized Map<Token, Boolean> take() throws InterruptedException {
        while (changes.isEmpty() && !closed) {
            wait();
        }
        Map<Token, Boolean> taken = changes;
        changes = new LinkedHashMap<>();
        return taken;
    }

    private void work() {
        try {
            Map<Token, Boolean> taken = take();
            while (!taken.isEmpty()) {
                Map<String, List<byte[]>> added = new LinkedHashMap<>();
                Map<String, List<byte[]>> removed = new LinkedHashMap<>();
                taken.forEach((token, add) -> (add ? added : removed)
                        .computeIfAbsent(token.service(), fresh -> new ArrayList<>())
                        .add(ByteBuffer.allocate(Integer.BYTES).putInt(token.value()).array()));
                added.forEach((service, keys) -> run(service, keys, true));
                removed.forEach((service, keys) -> run(service, keys, false));
                Thread.sleep(GATHER_MS);
                taken = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String service, List<byte[]> keys, boolean add) {
        for (int from = 0; from < keys.size(); from += SetElements.ELEMENTS_MAX) {
            List<byte[]> some = keys.subList(from, Math.min(keys.size(), from + SetElements.ELEMENTS_MAX));
            try {
                if (add) {
                    elements.add(table, set(service), some);
                } else {
                    elements.remove(table, set(service), some);
                }
            } catch (IOException e) {
                // Without a set, the service intercepts no more: who joins a server's address reaches the server.
                if (!SetElements.isMissing(e)) {
                    LOG.warn("event=tokens-not-told service={} count={} error=\"{}\"", service, some.size(), e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            changes = new LinkedHashMap<>();
            notifyAll();
        }
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        elements.close();
    }
}
