package io.braid.yang.access;

import java.util.Locale;

/** The access operations of RFC 8341 §3.1.3; the names of the bits of the model. */
public enum Access {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    EXEC;

    /** As rules and messages write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
