package io.braid.yang.error;

import java.util.Locale;

/** The layer in which an error occurred (RFC 6241 §4.3). */
public enum ErrorType {
    TRANSPORT,
    RPC,
    PROTOCOL,
    APPLICATION;

    /** As NETCONF writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
