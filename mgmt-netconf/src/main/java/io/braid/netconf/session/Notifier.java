package io.braid.netconf.session;

import io.braid.netconf.data.Build;
import io.braid.netconf.data.DataWriter;
import io.braid.netconf.frame.FrameWriter;
import io.braid.netconf.operation.Wanted;
import io.braid.netconf.xml.Names;
import io.braid.netconf.xml.XmlOutput;
import io.braid.yang.event.Delivery;
import io.braid.yang.event.Mailbox;
import io.braid.yang.port.NotificationStream.Event;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.Selection;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends the notifications of one subscription; they may come between replies, as interleave:1.0 has it. A peer that reads
 * slowly holds back this thread alone: what its queue has no room for is counted, and told in place of what is missing.
 */
final class Notifier {
    private static final String STREAMS = "nc-notifications";

    private final Schema schema;
    private final FrameWriter frames;
    private final Mailbox mailbox;
    private final Wanted wanted;
    private final Predicate<SchemaNode> allowed;

    /** What goes on around each message. */
    interface Guard {
        void around(Send send) throws IOException;
    }

    /** Sends one message. */
    interface Send {
        void send() throws IOException;
    }

    private final Guard guard;

    /**
     * @param mailbox closed by whoever ends the session; closed at the end of the subscription
     * @param allowed whether the subscriber may have such a notification now (RFC 8341 §3.4.6)
     * @param guard sees to it that a message does not take forever
     */
    Notifier(Schema schema, FrameWriter frames, Mailbox mailbox, Wanted wanted, Predicate<SchemaNode> allowed, Guard guard) {
        this.schema = schema;
        this.frames = frames;
        this.mailbox = mailbox;
        this.wanted = wanted;
        this.allowed = allowed;
        this.guard = guard;
    }

    /** Sends until the subscription ends. */
    void run() throws IOException, InterruptedException {
        try (mailbox) {
            boolean open = true;
            while (open) {
                Optional<Delivery> next = mailbox.next(patience());
                open = next.isPresent() ? deliver(next.get()) : complete();
            }
        }
    }

    private Duration patience() {
        return wanted.stop().map(stop -> Duration.between(Instant.now(), stop)).orElse(Mailbox.FOREVER);
    }

    /** Whether there may be more. */
    private boolean deliver(Delivery delivery) throws IOException {
        return switch (delivery) {
            case Delivery.Replayed replayed -> {
                if (inTime(replayed.event())) {
                    event(replayed.event());
                }
                yield true;
            }
            case Delivery.ReplayDone _ -> {
                if (wanted.start().isPresent()) {
                    send(now(STREAMS, "replayComplete"));
                }
                yield true;
            }
            case Delivery.Happened happened -> {
                if (!inTime(happened.event())) {
                    yield complete();
                }
                event(happened.event());
                yield true;
            }
            case Delivery.Lost lost -> {
                lost(lost.count());
                yield true;
            }
            case Delivery.Closed _ -> false;
        };
    }

    private boolean inTime(Event event) {
        return wanted.stop().filter(event.at()::isAfter).isEmpty();
    }

    private void event(Event event) throws IOException {
        if (wanted.filter().takes(event.content()) && allowed.test(event.content().schema())) {
            send(event);
        }
    }

    private boolean complete() throws IOException {
        send(now(STREAMS, "notificationComplete"));
        return false;
    }

    /** Told whatever the filter is: nobody knows whether what was lost was wanted. */
    private void lost(long count) throws IOException {
        send(new Event(
                Instant.now(),
                Build.of(
                        schema.notification("braid-notifications", "notifications-lost"), build -> build.leaf("count", count))));
    }

    private Event now(String module, String name) {
        return new Event(Instant.now(), Branch.empty(schema.notification(module, name)));
    }

    private void send(Event event) throws IOException {
        guard.around(() -> {
            try (OutputStream message = frames.message()) {
                XmlOutput out = new XmlOutput(message);
                out.start(Names.NOTIFICATION, "notification");
                out.leaf(Names.NOTIFICATION, "eventTime", event.at().truncatedTo(ChronoUnit.MILLIS).toString());
                Branch root = Branch.empty(schema.notifications()).with(event.content());
                new DataWriter(schema, out, new View(true, Defaults.EXPLICIT))
                        .inside(new Evaluator(schema).root(root), Selection.WHOLE);
                out.end();
                out.flush();
            }
        });
    }
}
