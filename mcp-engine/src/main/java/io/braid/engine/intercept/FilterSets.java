package io.braid.engine.intercept;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.SetElements;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the packet filter is told of single connections and customers, in sets of each service:
 *
 * <ul>
 *   <li>the tokens of intercepted connections. By them, a join to a server's address that is ours is told from that of a
 *       connection that passed (draft S5.2.2.1). A host that obeys the C bit never makes such a join (S5.2.2); for the others
 *       the set is to be ready within the round trip that lies between the handshake and the join
 *   <li>the addresses of customers that were refused, whose next connections pass
 * </ul>
 */
public final class FilterSets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FilterSets.class);

    /** How long changes gather, in milliseconds: a transaction costs the kernel about as much as one of a single change. */
    private static final long GATHER_MS = 1;

    /** @param lifetime how long it stays; zero for ever */
    private record Change(boolean added, Duration lifetime) {
        private static final Change REMOVED = new Change(false, Duration.ZERO);
    }

    private record Element(String set, ByteBuffer key) {}

    /** Elements of a set that change alike. */
    private record Batch(String set, Change change) {}

    private final String table;
    private final SetElements elements;
    /** As many as connections begin and end within a few milliseconds. */
    private Map<Element, Change> changes = new LinkedHashMap<>();

    private final Thread thread;
    private boolean closed;

    /** @param table the table that has the sets */
    public FilterSets(NetNs netns, String table) throws IOException {
        this.table = table;
        this.elements = SetElements.in(netns);
        this.thread = Thread.ofPlatform().daemon().name("filter-sets").start(this::work);
    }

    /** The set of a service's tokens. A colon, which a name may have, is none of nft's letters. */
    static String tokens(String service) {
        return "tokens-" + service.replace(':', '/');
    }

    /** The set of a service's refused customers of a family. */
    static String refused(String service, boolean ipv4) {
        return (ipv4 ? "refused4-" : "refused6-") + service.replace(':', '/');
    }

    /** A connection was intercepted. From any thread; does not wait. */
    public void begin(String service, int token) {
        change(tokens(service), token(token), new Change(true, Duration.ZERO));
    }

    /** It has ended. */
    public void end(String service, int token) {
        change(tokens(service), token(token), Change.REMOVED);
    }

    /** New connections of a customer are left alone for a while. */
    public void leaveAlone(String service, InetAddress customer, Duration lifetime) {
        boolean four = customer instanceof Inet4Address;
        change(refused(service, four), ByteBuffer.wrap(customer.getAddress()), new Change(true, lifetime));
    }

    private static ByteBuffer token(int token) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, token);
    }

    private synchronized void change(String set, ByteBuffer key, Change change) {
        changes.put(new Element(set, key), change);
        notifyAll();
    }

    private synchronized Map<Element, Change> take() throws InterruptedException {
        while (changes.isEmpty() && !closed) {
            wait();
        }
        Map<Element, Change> taken = changes;
        changes = new LinkedHashMap<>();
        return taken;
    }

    private void work() {
        try {
            Map<Element, Change> taken = take();
            while (!taken.isEmpty()) {
                Map<Batch, List<byte[]>> batches = new LinkedHashMap<>();
                taken.forEach((element, change) -> batches
                        .computeIfAbsent(new Batch(element.set(), change), fresh -> new ArrayList<>())
                        .add(element.key().array()));
                batches.forEach(this::run);
                Thread.sleep(GATHER_MS);
                taken = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Batch batch, List<byte[]> keys) {
        for (int from = 0; from < keys.size(); from += SetElements.ELEMENTS_MAX) {
            List<byte[]> some = keys.subList(from, Math.min(keys.size(), from + SetElements.ELEMENTS_MAX));
            try {
                if (batch.change().added()) {
                    elements.add(table, batch.set(), some, batch.change().lifetime());
                } else {
                    elements.remove(table, batch.set(), some);
                }
            } catch (IOException e) {
                // Without a set, the service intercepts no more, and there is nothing to tell.
                if (!SetElements.isMissing(e)) {
                    LOG.warn("event=filter-not-told set={} count={} error=\"{}\"", batch.set(), some.size(), e.getMessage());
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
