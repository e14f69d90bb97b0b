package io.braid.netconf.session;

import io.braid.netconf.frame.FrameReader;
import io.braid.netconf.frame.FrameWriter;
import io.braid.netconf.frame.FramingException;
import io.braid.netconf.frame.MessageInput;
import io.braid.netconf.frame.MessageTooBigException;
import io.braid.netconf.operation.Caller;
import io.braid.netconf.operation.Wanted;
import io.braid.netconf.rpc.RefusedException;
import io.braid.netconf.rpc.ReplyWriter;
import io.braid.netconf.rpc.Rpc;
import io.braid.netconf.rpc.RpcParser;
import io.braid.netconf.xml.Element;
import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.error.ErrorType;
import io.braid.yang.event.Mailbox;
import io.braid.yang.port.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session. Its requests are answered one after the other, by the thread that runs it. */
public final class NetconfSession implements Caller, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(NetconfSession.class);

    /** How long kill-session waits for a session that is in the middle of an operation, in seconds. */
    private static final long KILL_WAIT_S = 30;

    private final Session session;
    private final Peer peer;
    private final SessionContext context;
    private final NetconfLimits limits;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final ReplyWriter replies;
    private final Counters counters = new Counters();
    private final Instant since = Instant.now();
    private final AtomicReference<Ending> end = new AtomicReference<>();
    private boolean chunked;
    private Optional<Notifier> unsent = Optional.empty();
    private volatile Optional<Mailbox> subscription = Optional.empty();
    private final CountDownLatch over = new CountDownLatch(1);

    /** A session that is still to be run. */
    public NetconfSession(long id, Peer peer, SessionContext context) {
        this.session = new Session(id, peer.principal());
        this.peer = peer;
        this.context = context;
        this.limits = context.limits();
        this.reader = new FrameReader(peer.in(), limits.messageBytesMax());
        this.writer = new FrameWriter(peer.out());
        this.replies = new ReplyWriter(context.datastore().schema(), writer);
    }

    public long id() {
        return session.id();
    }

    public Peer peer() {
        return peer;
    }

    /** When it began. */
    public Instant since() {
        return since;
    }

    public Counters counters() {
        return counters;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void run() {
        if (!context.table().add(this)) {
            LOG.warn("msg=\"session refused: too many\" user={} max={}", peer.principal().user(), limits.sessionsMax());
            peer.close().run();
            return;
        }
        try {
            if (hello()) {
                context.table().started().increment();
                LOG.info("msg=\"session started\" session={} user={} origin=\"{}\"",
                        id(), peer.principal().user(), peer.principal().origin());
                context.events().started(session, peer.host());
                requests();
            }
        } catch (Hello.BadHelloException e) {
            context.table().badHellos().increment();
            end(new Ending(Ending.Reason.BAD_HELLO, "bad-hello: " + e.getMessage()));
        } catch (FramingException e) {
            end(new Ending(Ending.Reason.OTHER, "framing: " + e.getMessage()));
        } catch (IOException e) {
            end(Ending.dropped());
        } finally {
            finish();
        }
    }

    private boolean hello() throws IOException, Hello.BadHelloException {
        try (var _ = context.deadlines().in(limits.hello(), () -> late("no hello in time"))) {
            Hello.send(writer, context.capabilities(), id());
            Optional<MessageInput> hello = reader.next();
            if (hello.isEmpty()) {
                end(Ending.dropped());
                return false;
            }
            if (Hello.read(hello.get(), limits.depthMax())) {
                reader.chunked();
                writer.chunked();
                chunked = true;
            }
            return true;
        } catch (MessageTooBigException e) {
            throw new Hello.BadHelloException(e.getMessage());
        }
    }

    private void requests() throws IOException {
        RpcParser parser = new RpcParser(context.datastore().schema(), limits.depthMax());
        while (end.get() == null) {
            Optional<MessageInput> message;
            try (var _ = context.deadlines().in(limits.idle(), this::idle)) {
                message = reader.next();
            }
            if (message.isEmpty()) {
                end(Ending.dropped());
                return;
            }
            request(parser, message.get());
        }
    }

    private void request(RpcParser parser, MessageInput message) throws IOException {
        Rpc rpc;
        try (var _ = context.deadlines().in(limits.message(), () -> late("a message did not end in time"))) {
            rpc = parser.parse(message);
            message.drain();
        } catch (RefusedException e) {
            refuse(e.head(), e.error());
            message.drain();
            return;
        } catch (FramingException e) {
            refuse(Optional.empty(), malformed(e.getMessage()));
            throw e;
        }
        count(Counters::rpcs);
        if (!replies.reply(Optional.of(rpc.head()), context.operations().perform(this, rpc.operation()))) {
            count(Counters::errors);
        }
        // The reply comes before the first notification.
        unsent.ifPresent(this::begin);
        unsent = Optional.empty();
    }

    private void refuse(Optional<Element> head, DataError error) throws IOException {
        count(Counters::badRpcs);
        count(Counters::errors);
        // RFC 6241 appendix A: this error is for base:1.1 only.
        boolean old = error.tag() == ErrorTag.MALFORMED_MESSAGE && !chunked;
        replies.refuse(
                head,
                List.of(old
                        ? new DataError(
                                error.type(),
                                ErrorTag.OPERATION_FAILED,
                                error.appTag(),
                                error.path(),
                                error.message(),
                                error.info())
                        : error));
    }

    private static DataError malformed(String message) {
        return new DataError(
                ErrorType.RPC, ErrorTag.MALFORMED_MESSAGE, Optional.empty(), "", message, List.of());
    }

    private void count(Function<Counters, LongAdder> what) {
        what.apply(counters).increment();
        what.apply(context.table().total()).increment();
    }

    @Override
    public void endAfterReply() {
        end(new Ending(Ending.Reason.CLOSED, "closed"));
    }

    @Override
    public boolean subscribe(Wanted wanted) {
        if (subscription.isPresent()) {
            return false;
        }
        Mailbox mailbox = context.events().bus().open(limits.notificationsMax(), wanted.start().orElse(Instant.MAX));
        subscription = Optional.of(mailbox);
        unsent = Optional.of(new Notifier(
                context.datastore().schema(),
                writer,
                mailbox,
                wanted,
                event -> context.datastore().access().receives(peer.principal(), event),
                this::notification));
        return true;
    }

    private void begin(Notifier notifier) {
        Thread.ofVirtual().name("netconf-" + id() + "-notifications").start(() -> {
            try {
                notifier.run();
                subscription = Optional.empty();
            } catch (IOException e) {
                cut(Ending.dropped());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("msg=\"a subscription failed\" session={}", id(), e);
                cut(new Ending(Ending.Reason.OTHER, "the subscription failed"));
            }
        });
    }

    /** A peer that does not read is let go of: the connection may be one that has silently died. */
    private void notification(Notifier.Send send) throws IOException {
        try (var _ = context.deadlines().in(limits.message(), () -> late("a notification was not taken in time"))) {
            send.send();
        }
        count(Counters::notifications);
    }

    @Override
    public boolean kill(long sessionId) {
        Optional<NetconfSession> other = context.table().find(sessionId);
        other.ifPresent(session -> session.stop(Ending.killed(id())));
        return other.isPresent();
    }

    /** Ends this session from outside, and waits until its locks are free. */
    void stop(Ending reason) {
        cut(reason);
        try {
            if (!over.await(KILL_WAIT_S, TimeUnit.SECONDS)) {
                LOG.warn("msg=\"a session does not end: it is in the middle of an operation\" session={}", id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends this session as the server ends. */
    public void stop() {
        stop(new Ending(Ending.Reason.OTHER, "the server ends"));
    }

    private void end(Ending reason) {
        end.compareAndSet(null, reason);
    }

    private void late(String what) {
        cut(new Ending(Ending.Reason.TIMEOUT, what));
    }

    /** One that waits for notifications is not idle. */
    private void idle() {
        if (subscription.isEmpty()) {
            late("idle");
        }
    }

    private void cut(Ending reason) {
        end(reason);
        peer.close().run();
    }

    private void finish() {
        Ending ending = Objects.requireNonNullElseGet(end.get(), Ending::dropped);
        subscription.ifPresent(Mailbox::close);
        try {
            context.datastore().endSession(session);
        } finally {
            context.table().remove(this);
            if (ending.reason() != Ending.Reason.CLOSED) {
                context.table().dropped().increment();
            }
            LOG.info(
                    "msg=\"session ended\" session={} user={} reason=\"{}\"",
                    id(), peer.principal().user(), ending.text());
            context.events().ended(session, peer.host(), ending);
            peer.close().run();
            over.countDown();
        }
    }
}
