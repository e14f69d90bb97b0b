package io.braid.engine.path;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Finds out which addresses come and which come back, from one state of the network to the next. For one thread. */
final class Comings {
    /** Most addresses remembered that went; the oldest are forgotten first. */
    private static final int GONE_MAX = 1_024;

    /** An address on an interface. */
    record Place(String interfaceName, InetAddress address) {}

    private final Map<Place, Long> goneAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Long> eldest) {
            return size() > GONE_MAX;
        }
    };

    private Set<Place> usable = Set.of();

    /**
     * The next state.
     *
     * @param now every address that can be used
     * @param atMs the time, in milliseconds of the monotonic clock
     * @return those that could not be used before, and for how long; {@link Long#MAX_VALUE} for ever
     */
    Map<Place, Long> next(Set<Place> now, long atMs) {
        for (Place before : usable) {
            if (!now.contains(before)) {
                goneAt.put(before, atMs);
            }
        }
        Map<Place, Long> came = new LinkedHashMap<>();
        for (Place place : now) {
            if (!usable.contains(place)) {
                Long gone = goneAt.remove(place);
                came.put(place, gone == null ? Long.MAX_VALUE : atMs - gone);
            }
        }
        usable = new HashSet<>(now);
        return came;
    }
}
