package io.braid.bench.rate;

import io.braid.bench.load.Target;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Ports;
import io.braid.bench.proxy.Proxy;

/** How a client has its connection converted by Braid. HAProxy's clients ask for nothing. */
enum Signalling {
    /** By a Convert request in the SYN (RFC 8803 §4.1). */
    SYN("convert-syn", Mode.MPTCP_TCP),
    /** By a Convert request as the first data: what is left where the SYN carries none. */
    DATA("convert-data", Mode.MPTCP_TCP),
    /** By nothing: its TCP connection is intercepted. */
    NONE("tcp-mptcp", Mode.TCP_MPTCP);

    private final String label;
    private final Mode mode;

    Signalling(String label, Mode mode) {
        this.label = label;
        this.mode = mode;
    }

    /** As in the names of cases. */
    String label() {
        return label;
    }

    Mode mode() {
        return mode;
    }

    /** How a client reaches the server over a relay. */
    Target target(Proxy proxy) {
        Target target = proxy.target(mode, Ports.brief(mode.server()));
        return this == DATA ? target.withRequestAsData() : target;
    }
}
