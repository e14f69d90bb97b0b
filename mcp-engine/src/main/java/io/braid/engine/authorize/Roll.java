package io.braid.engine.authorize;

import io.braid.engine.config.AddressPrefix;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The subscribers that one service remembers, attached or not. From any thread; where an entry is to be locked as well, it
 * is locked before the order of those without a conversion, never after.
 */
final class Roll {
    private final Map<AddressPrefix, Entry> entries = new ConcurrentHashMap<>();
    /** Those without a conversion, the one that left first in front: it makes room. */
    private final Map<AddressPrefix, Entry> idle = new LinkedHashMap<>();

    /** The one that is remembered by this prefix; null if none is. */
    Entry find(AddressPrefix prefix) {
        return entries.get(prefix);
    }

    /** As above; a new one if none was. */
    Entry of(SubscriberKey key) {
        return entries.computeIfAbsent(key.prefix(), _ -> new Entry(key));
    }

    int size() {
        return entries.size();
    }

    Stream<Entry> all() {
        return entries.values().stream();
    }

    /** All that there are now, to be gone through while others come and go. */
    List<Entry> copy() {
        return List.copyOf(entries.values());
    }

    /** It has no conversion: it may have to make room. */
    void rests(Entry entry) {
        synchronized (idle) {
            idle.put(entry.key().prefix(), entry);
        }
    }

    /** It has a conversion. */
    void wakes(Entry entry) {
        synchronized (idle) {
            idle.remove(entry.key().prefix(), entry);
        }
    }

    /** Takes the one that has rested for longest out of the order. */
    Optional<Entry> takeEldest() {
        synchronized (idle) {
            Iterator<Entry> first = idle.values().iterator();
            if (!first.hasNext()) {
                return Optional.empty();
            }
            Entry eldest = first.next();
            first.remove();
            return Optional.of(eldest);
        }
    }

    /** It is remembered no more. Under the entry's lock. */
    void forget(Entry entry) {
        entry.gone = true;
        entries.remove(entry.key().prefix(), entry);
        wakes(entry);
        if (entry.reminder != null) {
            entry.reminder.cancel(false);
        }
    }
}
