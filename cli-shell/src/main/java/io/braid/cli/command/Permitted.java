package io.braid.cli.command;

import io.braid.cli.session.CliSession;
import java.util.Map;

/** Commands do what protocol operations of NETCONF do: who may not execute these has no such commands (RFC 8341 §3.4.4). */
final class Permitted {
    private static final String MODULE = "ietf-netconf";
    private static final String EDIT = "edit-config";

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("configure", EDIT),
            Map.entry("set", EDIT),
            Map.entry("delete", EDIT),
            Map.entry("insert", EDIT),
            Map.entry("load", EDIT),
            Map.entry("rollback", EDIT),
            Map.entry("update", EDIT),
            Map.entry("commit", "commit"),
            Map.entry("discard", "discard-changes"),
            Map.entry("show", "get"),
            Map.entry("monitor", "get"));

    private Permitted() {}

    /** Whether the user has the command that begins with a word. */
    static boolean word(CliSession session, String word) {
        String operation = OPERATIONS.get(word);
        return operation == null || session.rights().executes(MODULE, operation);
    }
}
