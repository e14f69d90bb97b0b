package io.braid.yang.port;

import java.util.Set;

/**
 * Who acts.
 *
 * @param user the name the user logged in with
 * @param groups the groups the user is a member of, for access control (RFC 8341 §3.2.2)
 * @param origin from where, such as {@code netconf 192.0.2.1:50000}, for the history and the audit log
 */
public record Principal(String user, Set<String> groups, String origin) {
    /** The appliance itself: starts, rollbacks, migrations. */
    public static final Principal SYSTEM = new Principal("system", Set.of(), "appliance");

    public Principal {
        groups = Set.copyOf(groups);
    }
}
