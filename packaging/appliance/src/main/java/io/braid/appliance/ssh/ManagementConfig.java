package io.braid.appliance.ssh;

import io.braid.cli.session.CliSettings;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the appliance is reached, as the configuration has it.
 *
 * @param hostname what operators call it
 * @param addresses where the SSH server listens; at least one
 * @param users who may log in, by name
 * @param cli what is set for the command line
 */
public record ManagementConfig(
        Optional<String> hostname, Set<InetSocketAddress> addresses, Map<String, SshUser> users, CliSettings cli) {
    public ManagementConfig {
        addresses = Set.copyOf(addresses);
        users = Map.copyOf(users);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("the appliance is to be reached nowhere");
        }
    }
}
