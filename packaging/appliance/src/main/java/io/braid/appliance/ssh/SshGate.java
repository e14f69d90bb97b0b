package io.braid.appliance.ssh;

import io.braid.yang.port.Principal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ShellFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** The SSH server. It forwards nothing, starts no program, and serves only what it is given. */
public final class SshGate implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();

    /**
     * A server that is still to be started.
     *
     * @param keys the directory of the host keys; they are made if they are missing
     * @param users who may log in
     * @param subsystems what is served, such as NETCONF
     * @param shell what a login without a subsystem gets; empty if that is refused
     * @throws IOException if the host keys cannot be read or made
     */
    public SshGate(
            Path keys,
            SshUsers users,
            List<SubsystemFactory> subsystems,
            Optional<ShellFactory> shell,
            SshLimits limits)
            throws IOException {
        UserAuth auth = new UserAuth(users);
        server.setKeyPairProvider(KeyPairProvider.wrap(HostKeys.open(keys)));
        server.setPasswordAuthenticator(auth);
        server.setPublickeyAuthenticator(auth);
        server.setSubsystemFactories(subsystems);
        server.setShellFactory(shell.orElse(null));
        server.addSessionListener(new Doorkeeper(limits));
        CoreModuleProperties.AUTH_TIMEOUT.set(server, limits.auth());
        CoreModuleProperties.IDLE_TIMEOUT.set(server, limits.idle());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, limits.authTriesMax());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, limits.channelsMax());
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Braid");
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the address is in use or missing
     */
    public void start(InetSocketAddress address) throws IOException {
        server.setHost(address.getAddress().getHostAddress());
        server.setPort(address.getPort());
        server.start();
    }

    /** The port it listens to, if it was to choose one. */
    public int port() {
        return server.getPort();
    }

    /**
     * Who is on the other side of an authenticated connection.
     *
     * @param protocol what the connection is used for, such as {@code netconf}
     */
    public static Principal principal(String protocol, ServerSession session) {
        SshUser user = session.getAttribute(UserAuth.USER);
        String origin = session.getClientAddress() instanceof InetSocketAddress peer
                ? protocol + " " + peer.getAddress().getHostAddress() + ":" + peer.getPort()
                : protocol;
        return new Principal(session.getUsername(), user == null ? Set.of() : user.groups(), origin);
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
