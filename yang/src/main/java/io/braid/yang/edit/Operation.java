package io.braid.yang.edit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an edit does with a node (RFC 6241 §7.2). */
public enum Operation {
    MERGE,
    REPLACE,
    CREATE,
    DELETE,
    REMOVE,
    /** Only a way to what is below; as a default-operation. */
    NONE;

    /** As NETCONF writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operation with this text. */
    public static Optional<Operation> of(String text) {
        return Stream.of(values()).filter(operation -> operation.text().equals(text)).findFirst();
    }
}
