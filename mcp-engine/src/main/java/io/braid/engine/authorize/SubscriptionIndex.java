package io.braid.engine.authorize;

import io.braid.engine.config.AddressPrefix;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Attached subscribers by what requests of servers name them by (RFC 5176 §3), so that finding one does not depend on how
 * many there are. Holds, for each that is attached, its id, its identity, its own prefix and those of its policy, and
 * nothing else: it is bounded as subscribers and their policies are. From any thread; who changes a subscriber holds its
 * entry's lock.
 */
final class SubscriptionIndex {
    private final Map<String, Attached> ids = new ConcurrentHashMap<>();
    private final Map<Identity, Set<Attached>> identities = new ConcurrentHashMap<>();
    private final Map<AddressPrefix, Set<Attached>> prefixes = new ConcurrentHashMap<>();

    /** How many keys there are of each length, so that only those are tried; what is around an address is one for each. */
    private final Map<Integer, Integer> lengths = new ConcurrentHashMap<>();

    /** It is attached, or what it is named by is something else now. */
    void put(Attached subscriber) {
        Attached.Names before = subscriber.names();
        Attached.Names after = Attached.Names.of(subscriber);
        if (after.equals(before)) {
            return;
        }
        if (before == null) {
            ids.put(subscriber.id(), subscriber);
            lengths.merge(length(subscriber), 1, Integer::sum);
        }
        subscriber.names(after);
        after.identity().ifPresent(identity -> add(identities, identity, subscriber));
        after.prefixes().forEach(prefix -> add(prefixes, prefix, subscriber));
        if (before != null) {
            before.identity().filter(old -> !after.identity().equals(Optional.of(old)))
                    .ifPresent(old -> remove(identities, old, subscriber));
            before.prefixes().stream()
                    .filter(old -> !after.prefixes().contains(old))
                    .forEach(old -> remove(prefixes, old, subscriber));
        }
    }

    /** It is attached no more. */
    void remove(Attached subscriber) {
        Attached.Names names = subscriber.names();
        if (names == null) {
            return;
        }
        subscriber.names(null);
        ids.remove(subscriber.id());
        lengths.computeIfPresent(length(subscriber), (_, count) -> count == 1 ? null : count - 1);
        names.identity().ifPresent(identity -> remove(identities, identity, subscriber));
        names.prefixes().forEach(prefix -> remove(prefixes, prefix, subscriber));
    }

    private static int length(Attached subscriber) {
        return subscriber.key().prefix().length();
    }

    private static <K> void add(Map<K, Set<Attached>> map, K key, Attached subscriber) {
        map.compute(key, (_, before) -> {
            Set<Attached> all = before == null ? ConcurrentHashMap.newKeySet(1) : before;
            all.add(subscriber);
            return all;
        });
    }

    private static <K> void remove(Map<K, Set<Attached>> map, K key, Attached subscriber) {
        map.computeIfPresent(key, (_, all) -> {
            all.remove(subscriber);
            return all.isEmpty() ? null : all;
        });
    }

    /** All of them, in no order. */
    Collection<Attached> all() {
        return ids.values();
    }

    /** Those who may be meant: all who are meant are among them. */
    Stream<Attached> candidates(SubscriberMatch match) {
        if (match.id().isPresent()) {
            return Stream.ofNullable(ids.get(match.id().get()));
        }
        if (match.identity().isPresent()) {
            return identities.getOrDefault(match.identity().get(), Set.of()).stream();
        }
        return match.prefixes().isEmpty() ? all().stream() : around(match.prefixes().getFirst());
    }

    /** Those whose own prefix has the wanted one in it, and those whose policy has it. */
    private Stream<Attached> around(AddressPrefix wanted) {
        Stream<AddressPrefix> wider = lengths.keySet().stream()
                .filter(length -> length <= wanted.length())
                .map(length -> AddressPrefix.around(wanted.address(), length));
        return Stream.concat(Stream.of(wanted), wider)
                .flatMap(prefix -> prefixes.getOrDefault(prefix, Set.of()).stream())
                .distinct();
    }
}
