package io.braid.engine.authorize;

import io.braid.engine.config.AuthorizationConfig.Method;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A subscription, and what its conversions tell of it; from any thread. */
public final class Attached implements Subscription {
    /** Most access networks that are told apart; bytes of others count with the last. */
    private static final int PATHS_MAX = 16;

    private static final class Bytes {
        private long from;
        private long to;
    }

    private final String id;
    private final Entry entry;
    private final Instant since;
    private final LongAdder octetsFrom = new LongAdder();
    private final LongAdder octetsTo = new LongAdder();
    private final LongAdder began = new LongAdder();
    private final LinkedHashMap<InetAddress, Bytes> paths = new LinkedHashMap<>();
    private volatile String authorizer;
    private volatile SubscriberPolicy policy;
    private volatile Identity identity;
    private volatile int conversions;
    /** Why it has ended, or is ending; null as long as it has not. Guarded by the entry. */
    private Ending ending;

    Attached(String id, Entry entry, Instant since) {
        this.id = id;
        this.entry = entry;
        this.since = since;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SubscriberKey key() {
        return entry.key();
    }

    @Override
    public Instant attachedAt() {
        return since;
    }

    @Override
    public String authorizer() {
        return authorizer;
    }

    @Override
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    @Override
    public SubscriberPolicy policy() {
        return policy;
    }

    @Override
    public int conversions() {
        return conversions;
    }

    @Override
    public Usage usage() {
        synchronized (paths) {
            List<Usage.Path> each = new ArrayList<>(paths.size());
            paths.forEach((address, bytes) -> each.add(new Usage.Path(address, bytes.from, bytes.to)));
            return new Usage(octetsFrom.sum(), octetsTo.sum(), began.sum(), each);
        }
    }

    /** User bytes went through one of its conversions. */
    public void used(long from, long to) {
        octetsFrom.add(from);
        octetsTo.add(to);
    }

    /** Of the bytes of one of its conversions, some went over the access network with this address. */
    public void used(InetAddress path, long from, long to) {
        synchronized (paths) {
            Bytes bytes = paths.get(path);
            if (bytes == null) {
                bytes = paths.size() < PATHS_MAX ? new Bytes() : paths.lastEntry().getValue();
                if (paths.size() < PATHS_MAX) {
                    paths.put(path, bytes);
                }
            }
            bytes.from += from;
            bytes.to += to;
        }
    }

    Entry entry() {
        return entry;
    }

    /** A conversion begins; under the entry's lock. */
    void enter() {
        conversions++;
        began.increment();
    }

    /** One has ended; under the entry's lock. */
    void leave() {
        conversions--;
    }

    /** What an authorizer has granted; none if nobody answered. Under the entry's lock. */
    void granted(Optional<Method> by, SubscriberPolicy granted, Optional<Identity> learned) {
        authorizer = by.map(method -> method.name().toLowerCase(Locale.ROOT)).orElse("outage");
        policy = granted;
        identity = granted.identity().or(() -> learned).orElse(null);
    }

    void policy(SubscriberPolicy changed) {
        policy = changed;
        changed.identity().ifPresent(told -> identity = told);
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** It ends; the first reason counts. Under the entry's lock. */
    void ending(Ending why) {
        if (ending == null) {
            ending = why;
        }
    }
}
