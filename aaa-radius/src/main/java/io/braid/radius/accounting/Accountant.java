package io.braid.radius.accounting;

import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.SubscriberListener;
import io.braid.engine.authorize.Subscribers;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import io.braid.engine.store.Spool;
import io.braid.radius.client.Liveness;
import io.braid.radius.client.Purpose;
import io.braid.radius.client.RadiusClient;
import io.braid.radius.config.AccountingConfig;
import io.braid.radius.packet.Attributes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * Reports what subscribers use: that one was attached, what it has used from time to time, and what it had used when it was
 * detached (RFC 2866). Has a thread of its own; all methods can be called on any other.
 */
public final class Accountant implements SubscriberListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Accountant.class);

    /** How long the last reports may take when Braid ends; what is not brought by then is brought after the next start. */
    private static final long FAREWELL_MS = 2_000;

    private static final long FAREWELL_STEP_MS = 20;
    private static final long ANSWER_SECONDS = 5;

    private static final class Session {
        private final Subscription subscriber;
        private Optional<Duration> interval = Optional.empty();
        private Future<?> next;

        Session(Subscription subscriber) {
            this.subscriber = subscriber;
        }
    }

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("accounting").factory());
    private final Subscribers subscribers;
    private final Spool spool;
    private final Delivery delivery;
    private final Map<String, Session> sessions = new HashMap<>();
    private AccountingConfig config;
    private Reports reports;

    /**
     * @param file where reports are kept until a server has got them
     * @param dictionary the attributes of reports
     */
    public Accountant(RadiusClient client, Subscribers subscribers, Path file, Dictionary dictionary)
            throws IOException {
        this.subscribers = subscribers;
        thread.setRemoveOnCancelPolicy(true);
        // What comes after the end is told to nobody.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        spool = Spool.open(file);
        if (spool.damaged() > 0) {
            LOG.warn("event=accounting-damaged file={} reason=\"its end was being written\"", file.getFileName());
        }
        delivery = new Delivery(client, spool, thread, dictionary);
        client.onHealth(health -> {
            if (health.liveness() == Liveness.UP && health.purpose() != Purpose.AUTHENTICATION) {
                run(delivery::resume);
            }
        });
    }

    /** Follows a configuration. */
    public void apply(AccountingConfig wanted, String nasIdentifier, Dictionary dictionary) {
        run(() -> {
            boolean before = config != null && config.enabled();
            boolean begins = wanted.enabled() && !before;
            if (!wanted.enabled() && before) {
                keep("", reports.ofHost(Status.ACCOUNTING_OFF));
            }
            config = wanted;
            reports = new Reports(nasIdentifier, dictionary);
            if (begins) {
                keep("", reports.ofHost(Status.ACCOUNTING_ON));
                sessions.values().forEach(session -> keep(session.subscriber.id(), reports.start(session.subscriber)));
            }
            sessions.values().forEach(this::schedule);
        });
    }

    private void run(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("event=accounting-failed error=\"{}\"", e.getMessage(), e);
            }
        });
    }

    private void keep(String session, Attributes report) {
        delivery.keep(Stored.of(session, report), config.waitingMax());
    }

    @Override
    public void attached(Subscription subscription) {
        run(() -> {
            Session session = new Session(subscription);
            sessions.put(subscription.id(), session);
            if (config.enabled()) {
                keep(subscription.id(), reports.start(subscription));
                schedule(session);
            }
        });
    }

    @Override
    public void changed(Subscription subscription) {
        run(() -> Optional.ofNullable(sessions.get(subscription.id())).ifPresent(this::schedule));
    }

    @Override
    public void detached(Subscription subscription, Ending ending) {
        Usage usage = subscription.usage();
        run(() -> {
            Session session = sessions.remove(subscription.id());
            if (session == null) {
                return;
            }
            cancel(session);
            if (config.enabled()) {
                keep(subscription.id(), reports.stop(subscription, usage, ending));
            }
        });
    }

    /** Begins to report in between, in another rhythm than before, or ceases to. */
    private void schedule(Session session) {
        Optional<Duration> interval = config.enabled() ? interval(session.subscriber) : Optional.empty();
        if (interval.equals(session.interval)) {
            return;
        }
        cancel(session);
        session.interval = interval;
        // Subscribers that come together do not report together.
        interval.ifPresent(time -> again(session, time.toMillis() / 2 + random(time.toMillis() / 2)));
    }

    private Optional<Duration> interval(Subscription subscriber) {
        return subscriber.policy().interimInterval()
                .or(config::interim)
                .filter(Duration::isPositive)
                .map(time -> time.compareTo(config.interimMin()) < 0 ? config.interimMin() : time);
    }

    private static long random(long most) {
        return ThreadLocalRandom.current().nextLong(most + 1);
    }

    private void again(Session session, long delayMs) {
        session.next = thread.schedule(() -> interim(session), delayMs, TimeUnit.MILLISECONDS);
    }

    private void interim(Session session) {
        session.interval.ifPresent(time -> again(session, time.toMillis() * 9 / 10 + random(time.toMillis() / 5)));
        subscribers.usage(session.subscriber).whenComplete((usage, failure) -> run(() -> {
            if (failure == null && sessions.get(session.subscriber.id()) == session && config.enabled()) {
                delivery.offer(Stored.of(session.subscriber.id(), reports.interim(session.subscriber, usage)));
            }
        }));
    }

    private static void cancel(Session session) {
        if (session.next != null) {
            session.next.cancel(false);
        }
        session.interval = Optional.empty();
    }

    /** How reporting goes. */
    public AccountingReport report() {
        try {
            return thread.submit(() -> delivery.report(config.enabled() ? sessions.size() : 0))
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("accounting does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends, after all subscribers were detached: says so to servers, and leaves on disk what they have not got. */
    @Override
    public void close() throws IOException {
        try {
            thread.submit(() -> {
                        if (config.enabled()) {
                            keep("", reports.ofHost(Status.ACCOUNTING_OFF));
                            delivery.resume();
                        }
                    })
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MS);
            while (!thread.submit(delivery::idle).get() && System.nanoTime() < until) {
                Thread.sleep(FAREWELL_STEP_MS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=accounting-farewell-failed error=\"{}\"", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread.shutdownNow();
            spool.close();
        }
    }
}
