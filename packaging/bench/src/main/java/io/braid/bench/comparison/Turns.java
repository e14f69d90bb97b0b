package io.braid.bench.comparison;

import java.util.List;

/** In which order relays have their turns: the other way round in every second round, so that none is always first. */
public final class Turns {
    private Turns() {}

    public static <T> List<T> of(List<T> all, int round) {
        return round % 2 == 0 ? all : all.reversed();
    }
}
