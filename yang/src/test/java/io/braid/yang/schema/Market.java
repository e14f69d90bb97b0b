package io.braid.yang.schema;

import java.util.List;

/** A module with constraints of every kind over long lists, for tests. */
public final class Market {
    /** The module. */
    public static final Schema SCHEMA =
            Models.read(List.of(Market.class.getResource("/yang/market@2026-11-23.yang")));

    private Market() {}
}
