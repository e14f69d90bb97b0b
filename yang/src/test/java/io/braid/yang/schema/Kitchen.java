package io.braid.yang.schema;

import java.net.URL;
import java.util.List;

/** A module that has something of everything, for tests. */
public final class Kitchen {
    /** The module and what it imports. */
    public static final Schema SCHEMA = Models.read(List.of(
            Models.text("ietf-yang-types@2013-07-15"), Models.text("ietf-inet-types@2013-07-15"), module()));

    private Kitchen() {}

    private static URL module() {
        return Kitchen.class.getResource("/yang/kitchen@2026-11-23.yang");
    }
}
