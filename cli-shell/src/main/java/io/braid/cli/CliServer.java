package io.braid.cli;

import io.braid.cli.session.Appliance;
import io.braid.cli.session.CliLimits;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.CliSettings;
import io.braid.cli.terminal.Line;
import io.braid.cli.terminal.Serving;
import io.braid.yang.datastore.DatastoreEvent;
import io.braid.yang.port.Session;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's command line. What carries its lines hands each over by {@link #serve}; for SSH that is
 * {@link io.braid.cli.ssh.CliShell}.
 */
public final class CliServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CliServer.class);

    private final Appliance appliance;
    private final LongSupplier sessionIds;
    private final Supplier<CliSettings> settings;
    private final CliLimits limits;
    private final Set<Serving> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cli-clock").factory());
    private volatile boolean closed;

    /**
     * A server; it serves until it is closed.
     *
     * @param sessionIds gives ids that differ among all management sessions of the appliance, from 1 on
     * @param settings what the configuration says; asked again and again
     */
    public CliServer(
            Appliance appliance, LongSupplier sessionIds, Supplier<CliSettings> settings, CliLimits limits) {
        this.appliance = appliance;
        this.sessionIds = sessionIds;
        this.settings = settings;
        this.limits = limits;
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        appliance.datastore().listen(event -> clock.execute(() -> happened(event)));
    }

    /** Begins a session, which a virtual thread of its own runs. */
    public synchronized void serve(Line line) {
        if (closed || open.size() >= settings.get().sessionsMax()) {
            LOG.warn("msg=\"session refused: too many\" user={} max={}",
                    line.principal().user(), settings.get().sessionsMax());
            Serving.refuse(line, "There are too many sessions: end one of the others, or try again later.");
            return;
        }
        Session session = new Session(sessionIds.getAsLong(), line.principal());
        Serving serving = new Serving(new CliSession(appliance, session, limits), line);
        open.add(serving);
        Thread.ofVirtual().name("cli-" + session.id()).start(() -> {
            try {
                serving.run();
            } finally {
                open.remove(serving);
            }
        });
    }

    private void tick() {
        for (Serving each : open) {
            try {
                each.tick(settings.get().idle());
            } catch (RuntimeException e) {
                LOG.warn("msg=\"a session does not follow the clock\" reason=\"{}\"", e.getMessage(), e);
            }
        }
    }

    /** Tells everybody of a commit that is taken back, and those who edit of commits of others. */
    private void happened(DatastoreEvent event) {
        String who = event.session().principal().user() + " (" + event.session().principal().origin() + ")";
        switch (event) {
            case DatastoreEvent.Confirming confirming when confirming.step() == DatastoreEvent.Step.TIMEOUT -> tell(
                    "*** A commit was not confirmed in time: what ran before it runs again.", _ -> true);
            case DatastoreEvent.Confirming confirming when confirming.step() == DatastoreEvent.Step.CANCEL -> tell(
                    "*** The unconfirmed commit was taken back for " + who + ": what ran before it runs again.", _ -> true);
            case DatastoreEvent.Confirming _ -> {}
            case DatastoreEvent.Changed changed -> tell(
                    "*** " + who + " has committed.",
                    session -> session.candidate().isPresent()
                            && session.session().id() != changed.session().id());
        }
    }

    private void tell(String message, Predicate<CliSession> whom) {
        open.stream().filter(each -> whom.test(each.session())).forEach(each -> each.announce(message));
    }

    /** How many sessions there are. */
    public int sessions() {
        return open.size();
    }

    /** Ends all sessions; each lets go of what it holds. */
    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        open.forEach(serving -> serving.stop("The appliance ends."));
    }
}
