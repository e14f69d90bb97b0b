package io.braid.engine.concentrator;

import io.braid.engine.config.FallbackConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.path.Accesses;
import io.braid.engine.path.Accesses.Access;
import io.braid.engine.verdict.Verdict;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learned of concentrators, for each access network (plain-mode-10 §5.2): a customer's connection is not spent on
 * one that failed. It is forgotten when the access network comes anew; a failure is also looked at again by a probe, at a
 * time that differs from CPE to CPE. Bounded by what is configured. Used by all loops.
 */
public final class Concentrators {
    private static final Logger LOG = LoggerFactory.getLogger(Concentrators.class);
    /** By how much a time to wait differs at random, so that not all CPEs of a network come back at once. */
    private static final double JITTER = 0.2;

    /** Makes probes. */
    @FunctionalInterface
    public interface Prober {
        /** Sees to it that this attachment is probed then, if it still has this condition. */
        void probe(Attachment attachment, Condition failed, long delayMs);
    }

    /**
     * A way to a concentrator.
     *
     * @param access empty when routing chooses
     * @param proven whether it has answered before
     * @param synData whether its SYN may carry data
     * @param cookie what the request has to carry
     */
    public record Way(
            ServiceConfig.Concentrator concentrator,
            Optional<Access> access,
            boolean proven,
            boolean synData,
            Optional<ConvertTlv.Cookie> cookie) {}

    private final Accesses accesses;
    private final Map<Attachment, Condition> known = new ConcurrentHashMap<>();
    private volatile BiConsumer<Attachment, Condition> listener = (attachment, condition) -> {};
    private volatile Prober prober = (attachment, failed, delayMs) -> {};

    public Concentrators(Accesses accesses) {
        this.accesses = accesses;
    }

    /** Who looks at failed ones again. */
    public void probeBy(Prober whoever) {
        this.prober = whoever;
    }

    /** Tells when one fails, asks to be left alone, or works again, from now on; on the thread that finds out. */
    public void onChange(BiConsumer<Attachment, Condition> whoever) {
        this.listener = whoever;
    }

    /** The most preferred way that is open: the concentrators in their order, and for each the live accesses in theirs. */
    public Optional<Way> choose(ServiceConfig config) {
        long now = now();
        for (ServiceConfig.Concentrator each : config.concentrators()) {
            for (Optional<Access> access : accesses(config, each.address())) {
                Condition condition = condition(attachment(each, access));
                if (condition.open(now)) {
                    return Optional.of(new Way(
                            each,
                            access,
                            condition.health() == Health.USABLE,
                            condition.plainSynUntil() <= now,
                            condition.cookie()));
                }
            }
        }
        return Optional.empty();
    }

    private List<Optional<Access>> accesses(ServiceConfig config, InetSocketAddress concentrator) {
        if (config.accesses().isEmpty()) {
            return List.of(Optional.empty());
        }
        boolean four = concentrator.getAddress() instanceof Inet4Address;
        return accesses.live(config.accesses(), four).stream().map(Optional::of).toList();
    }

    private static Attachment attachment(ServiceConfig.Concentrator concentrator, Optional<Access> access) {
        return Attachment.of(concentrator.address(), access.map(Access::name).orElse(null));
    }

    /** The access network of an attachment that has one, if it lives. */
    public Optional<Access> access(Attachment attachment) {
        return accesses.live(attachment.access(), attachment.concentrator().getAddress() instanceof Inet4Address);
    }

    /** What is known of it. */
    public Condition condition(Attachment attachment) {
        return known.getOrDefault(attachment, Condition.UNKNOWN);
    }

    /** What is known of the concentrators of a service, in their order, over each of its accesses. */
    public List<Report> report(ServiceConfig config) {
        List<String> networks = config.accesses().isEmpty()
                ? List.of("")
                : config.accesses().stream().map(ServiceConfig.Access::interfaceName).toList();
        return config.concentrators().stream()
                .flatMap(each -> networks.stream().map(network -> report(each, network)))
                .toList();
    }

    private Report report(ServiceConfig.Concentrator each, String network) {
        Condition condition = condition(new Attachment(each.address(), network));
        boolean open = condition.open(now());
        boolean over = open && condition.health() == Health.BACKING_OFF;
        return new Report(
                each.name(),
                network.isEmpty() ? "-" : network,
                over ? Health.UNTRIED : condition.health(),
                open ? Optional.empty() : condition.cause(),
                open ? 0 : Math.max(0, TimeUnit.MILLISECONDS.toSeconds(condition.until() - now())));
    }

    /** It gave a valid answer. */
    public void worked(Attachment attachment) {
        Condition before = condition(attachment);
        if (before.health() == Health.USABLE) {
            return;
        }
        Condition now = change(attachment, condition -> condition.with(Health.USABLE));
        if (before.health() != Health.UNTRIED) {
            LOG.info("event=concentrator-works concentrator=\"{}\"", attachment);
            listener.accept(attachment, now);
        }
    }

    /** It left a request without an answer, which may be the server's fault: the next bytes wait for its answer. */
    public void doubt(Attachment attachment) {
        known.computeIfPresent(
                attachment,
                (a, condition) -> condition.health() == Health.USABLE ? condition.with(Health.UNTRIED) : condition);
    }

    /** It cannot be used. Probed after {@link FallbackConfig#retryAfter}. */
    public void failed(Attachment attachment, Verdict.Refuse why, FallbackConfig policy) {
        long delay = jittered(policy.retryAfter());
        Condition before = condition(attachment);
        Condition now = change(attachment, c -> c.with(Health.FAILED, why, now() + delay, policy));
        if (before.health() != Health.FAILED) {
            LOG.warn(
                    "event=concentrator-failed concentrator=\"{}\" reason={} detail=\"{}\" probe-in-ms={}",
                    attachment,
                    why.reason().label(),
                    why.detail(),
                    delay);
            listener.accept(attachment, now);
        }
        prober.probe(attachment, now, delay);
    }

    /** It asked to be left alone for this long (RFC 8803 §4.2.8). */
    public void backOff(Attachment attachment, Verdict.Refuse why, Duration wait, FallbackConfig policy) {
        Condition now = change(attachment, c -> c.with(Health.BACKING_OFF, why, now() + wait.toMillis(), policy));
        LOG.warn(
                "event=concentrator-backs-off concentrator=\"{}\" detail=\"{}\" seconds={}",
                attachment,
                why.detail(),
                wait.toSeconds());
        listener.accept(attachment, now);
    }

    /** A SYN with data was lost where one without was not: the next ones carry none, for a while. */
    public void synDataLost(Attachment attachment, FallbackConfig policy) {
        change(attachment, c -> c.withPlainSyn(now() + policy.retryAfter().toMillis()));
    }

    /** It wants to see this in requests that come over this access network. */
    public void cookie(Attachment attachment, ConvertTlv.Cookie cookie) {
        change(attachment, c -> c.withCookie(Optional.of(cookie)));
    }

    /** It does not take this cookie any more; one that it gave since then stays. */
    public void forget(Attachment attachment, ConvertTlv.Cookie cookie) {
        known.computeIfPresent(
                attachment,
                (a, condition) -> condition.cookie().equals(Optional.of(cookie))
                        ? condition.withCookie(Optional.empty())
                        : condition);
    }

    private Condition change(Attachment attachment, UnaryOperator<Condition> by) {
        return known.compute(attachment, (a, before) -> by.apply(before == null ? Condition.UNKNOWN : before));
    }

    /** An access network came, or has other addresses: nothing of what was known of it holds. */
    public void attached(String access) {
        known.keySet().removeIf(each -> each.access().equals(access) || each.access().isEmpty());
    }

    /** Forgets concentrators that are no longer configured. */
    public void retain(Collection<ServiceConfig> services) {
        Set<InetSocketAddress> configured = new HashSet<>();
        services.forEach(service -> service.concentrators().forEach(each -> configured.add(each.address())));
        known.keySet().removeIf(each -> !configured.contains(each.concentrator()));
    }

    private static long jittered(Duration time) {
        double factor = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        return (long) (time.toMillis() * factor);
    }

    static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
