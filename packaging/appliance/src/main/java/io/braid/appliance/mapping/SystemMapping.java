package io.braid.appliance.mapping;

import io.braid.appliance.ssh.ManagementConfig;
import io.braid.appliance.ssh.SshUser;
import io.braid.cli.session.CliSettings;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Maps valid configuration data to {@link ManagementConfig}. Keeps what it made: map the next generation of the same
 * configuration with the same object. For one thread.
 */
public final class SystemMapping {
    private final Memo memo = new Memo();

    /** How the appliance is to be reached. */
    public ManagementConfig map(Branch root) {
        return map(Reader.of(root));
    }

    ManagementConfig map(Reader root) {
        return memo.of(root.container("system"), ManagementConfig.class, this::system);
    }

    private ManagementConfig system(Reader system) {
        Reader ssh = system.container("ssh");
        List<Integer> ports = ssh.values("port").stream().map(Integer::valueOf).toList();
        return new ManagementConfig(
                system.find("hostname"),
                ssh.values("address").stream()
                        .map(InetAddress::ofLiteral)
                        .flatMap(address -> ports.stream().map(port -> new InetSocketAddress(address, port)))
                        .collect(Collectors.toUnmodifiableSet()),
                system.container("authentication").list("user").stream()
                        .map(user -> memo.of(user, SshUser.class, SystemMapping::user))
                        .collect(Collectors.toUnmodifiableMap(SshUser::name, Function.identity())),
                memo.of(system.container("cli"), CliSettings.class, SystemMapping::cli));
    }

    private static CliSettings cli(Reader cli) {
        return new CliSettings(cli.integer("sessions-max"), Duration.ofSeconds(cli.number("idle-timeout")));
    }

    private static SshUser user(Reader user) {
        return new SshUser(
                user.text("name"),
                Set.of(),
                user.find("password"),
                user.list("authorized-key").stream().map(SystemMapping::key).toList());
    }

    /** As a line of OpenSSH's authorized_keys. */
    private static String key(Reader key) {
        return key.text("algorithm") + ' ' + key.text("key-data") + ' ' + key.text("name");
    }
}
