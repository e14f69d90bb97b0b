package io.braid.yang.event;

import io.braid.yang.port.NotificationStream;
import io.braid.yang.tree.Branch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream {@code NETCONF}: everything that happens on the appliance. Publishing takes the time of a few memory accesses for
 * each subscriber, so that event loops and commits may publish. The last events are kept for replay (RFC 5277 §3.3).
 */
public final class EventBus implements NotificationStream {
    /** The stream that every NETCONF server has (RFC 5277 §3.2.3). */
    public static final String NAME = "NETCONF";

    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final int logMax;
    private final Instant logSince = Instant.now();
    private final Deque<Event> log = new ArrayDeque<>();
    private final Set<Receiver> receivers = new CopyOnWriteArraySet<>();

    /**
     * A bus without subscribers.
     *
     * @param logMax how many events are kept for replay, 0 or more; the oldest are forgotten
     */
    public EventBus(int logMax) {
        this.logMax = logMax;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Since when what happened may be in the log. */
    public Instant logSince() {
        return logSince;
    }

    /** Tells what happens now. From any thread; does not wait. */
    public void publish(Branch content) {
        publish(new Event(Instant.now(), content));
    }

    /** Tells what happened. From any thread; does not wait. */
    public synchronized void publish(Event event) {
        if (logMax > 0) {
            if (log.size() == logMax) {
                log.removeFirst();
            }
            log.addLast(event);
        }
        receivers.forEach(receiver -> receiver.tell(event));
    }

    @Override
    public synchronized Subscription subscribe(Consumer<Event> receiver) {
        return add(receiver);
    }

    /**
     * Subscribes with a queue of what happens from now on.
     *
     * @param max how many events may wait in it; what comes when it is full is lost, which the queue tells
     */
    public Mailbox open(int max) {
        return open(max, Instant.MAX);
    }

    /**
     * Subscribes with a queue that begins with what the log has.
     *
     * @param max how many events may wait in it, those of the log not counted
     * @param from when the oldest event of interest happened
     */
    public synchronized Mailbox open(int max, Instant from) {
        List<Event> replay = new ArrayList<>();
        log.stream().filter(event -> !event.at().isBefore(from)).forEach(replay::add);
        Mailbox mailbox = new Mailbox(max, replay);
        mailbox.subscribed(add(mailbox::offer));
        return mailbox;
    }

    private Subscription add(Consumer<Event> consumer) {
        Receiver receiver = new Receiver(consumer);
        receivers.add(receiver);
        return receiver;
    }

    private synchronized void remove(Receiver receiver) {
        receivers.remove(receiver);
    }

    private final class Receiver implements Subscription {
        private final Consumer<Event> consumer;

        Receiver(Consumer<Event> consumer) {
            this.consumer = consumer;
        }

        void tell(Event event) {
            try {
                consumer.accept(event);
            } catch (RuntimeException e) {
                // Whoever has something to tell is not to suffer from who listens.
                LOG.error("msg=\"a receiver of events failed\"", e);
            }
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
