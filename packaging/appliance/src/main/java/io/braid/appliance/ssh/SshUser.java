package io.braid.appliance.ssh;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user as the configuration has it.
 *
 * @param name the name to log in with
 * @param groups for access control
 * @param passwordHash as crypt(3) has it: $1$, $5$ or $6$; empty if the user has no password
 * @param authorizedKeys public keys, each as a line of OpenSSH's authorized_keys without options
 */
public record SshUser(String name, Set<String> groups, Optional<String> passwordHash, List<String> authorizedKeys) {
    public SshUser {
        groups = Set.copyOf(groups);
        authorizedKeys = List.copyOf(authorizedKeys);
    }
}
