package io.braid.lab.figure;

import io.braid.lab.appliance.Netconf;
import java.io.IOException;

/** What a CPE says of its concentrators, over NETCONF. */
final class Usability {
    private static final String ASK = "<get><filter><mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>lab</name><state>"
            + "<concentrator/></state></service></mcp></filter></get>";
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long LOOK_MS = 50;

    private Usability() {}

    /** The state as XML, without spaces between elements. */
    static String of(Netconf session) throws IOException {
        return session.call(ASK).replaceAll(">\\s+<", "><");
    }

    /** Waits until the state contains this text, or, if not wanted, does not. */
    static String await(Netconf session, String text, boolean wanted) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            String state = of(session);
            if (state.contains(text) == wanted) {
                return state;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("after a minute " + (wanted ? "no " : "still ") + text + " in " + state);
            }
            Background.pause(LOOK_MS);
        }
    }
}
