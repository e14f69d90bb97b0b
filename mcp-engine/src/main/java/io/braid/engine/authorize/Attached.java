package io.braid.engine.authorize;

import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig.Method;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** A subscription, and what its conversions tell of it; from any thread. */
public final class Attached implements Subscription {
    /** Most access networks that are told apart; bytes of others count with the last. */
    private static final int PATHS_MAX = 16;

    /**
     * What requests of servers name a subscriber by, beside its id.
     *
     * @param prefixes its own, and those of its policy
     */
    record Names(Optional<Identity> identity, Set<AddressPrefix> prefixes) {
        static Names of(Attached subscriber) {
            Set<AddressPrefix> prefixes = new HashSet<>(subscriber.policy.prefixes());
            prefixes.add(subscriber.key().prefix());
            return new Names(subscriber.identity(), Set.copyOf(prefixes));
        }
    }

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
    /** What it is found by; null as long as it is not. Guarded by the entry. */
    private Names names;

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

    /** One of its conversions is made: it was asked for, and its policy has nothing against it. */
    public void begins() {
        began.increment();
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

    /** One of its connections is there, and counts as a conversion; under the entry's lock. */
    void enter() {
        conversions++;
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

    Names names() {
        return names;
    }

    void names(Names found) {
        names = found;
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
