package io.braid.lab.peer;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A NETCONF client that others wrote. */
public interface Peer {
    /** What it is called. */
    String name();

    /**
     * Goes through a session: hello, modules, lock, edit, validate, commit, reading, an invalid edit, discard, unlock, an
     * action, close.
     *
     * @return what it found
     */
    List<Check> run(Target target) throws IOException;

    /**
     * What was expected of the appliance.
     *
     * @param name what
     * @param seen empty if it held; else what was there instead
     */
    record Check(String name, String seen) {
        /** Holds if a text has this in it. */
        static Check contains(String name, String text, String wanted) {
            return new Check(name, text.contains(wanted) ? "" : "no " + wanted + " in: " + text);
        }

        /** What a program found: a line each, the name, a tab, and nothing if it held. */
        static List<Check> lines(String said) {
            return said.lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Check(parts[0], parts.length > 1 ? parts[1] : "says " + parts[0]))
                    .toList();
        }

        public boolean held() {
            return seen.isEmpty();
        }
    }

    /**
     * The appliance, and what the peer may do with it.
     *
     * @param host where the appliance runs, and the peer too
     * @param user who logs in
     * @param key the user's private key; the public one is beside it
     * @param conversion the id of a conversion that the peer clears
     * @param folder for the peer's files
     */
    record Target(Host host, String user, Path key, String conversion, Path folder) {
        static final String ADDRESS = "127.0.0.1";
        static final int PORT = 830;

        /** A service that says nothing of the source addresses: a condition of the model forbids it, in both families. */
        static final String INVALID =
                "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>none</name><role>downstream</role>"
                        + "<explicit><address>127.0.0.1</address></explicit></service></mcp>";

        /** What is told of {@link #INVALID}: the element, the tag, the advice. */
        static final List<String> REFUSAL = List.of(
                "source-address-mode-required",
                "service[braid-mcp:name='none']",
                "Say which IPv4 source address servers see",
                "Say which IPv6 source address servers see");

        static String hostname(String name) {
            return "<system xmlns=\"urn:braid:yang:braid-system\"><hostname>" + name + "</hostname></system>";
        }
    }
}
