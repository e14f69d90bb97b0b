package io.braid.appliance.mapping;

import java.util.Locale;

/** YANG's enums to Java's: {@code own-address} is {@code OWN_ADDRESS}. */
final class Enums {
    private Enums() {}

    static <E extends Enum<E>> E of(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
