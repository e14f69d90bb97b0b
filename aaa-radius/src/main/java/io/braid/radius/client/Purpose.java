package io.braid.radius.client;

import io.braid.radius.packet.Code;

/** What a port of a server is for; each lives and fails for itself. */
public enum Purpose {
    AUTHENTICATION,
    ACCOUNTING,
    /** One connection over TLS carries all (RFC 6614 §2.1). */
    BOTH;

    /** Where a request goes to. */
    static Purpose of(Code code) {
        return code == Code.ACCOUNTING_REQUEST ? ACCOUNTING : AUTHENTICATION;
    }
}
