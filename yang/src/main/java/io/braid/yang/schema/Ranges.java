package io.braid.yang.schema;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.stream.Collectors;

/** Writes ranges as YANG does: {@code 1..252 | 256..4294967295}. */
final class Ranges {
    private Ranges() {}

    static <N extends Comparable<?>> String text(RangeSet<N> ranges) {
        return ranges.asRanges().stream().map(Ranges::text).collect(Collectors.joining(" | "));
    }

    private static String text(Range<?> range) {
        String low = range.lowerEndpoint().toString();
        String high = range.upperEndpoint().toString();
        return low.equals(high) ? low : low + ".." + high;
    }
}
