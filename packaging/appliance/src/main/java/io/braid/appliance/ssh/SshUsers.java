package io.braid.appliance.ssh;

import java.util.Optional;

/** Knows the users. Asked at each login, by any thread; must not block. */
@FunctionalInterface
public interface SshUsers {
    /** The user with this name, as the running configuration has it. */
    Optional<SshUser> find(String name);
}
