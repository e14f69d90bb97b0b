package io.braid.appliance.ssh;

import io.braid.yang.port.Principal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ShellFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** The SSH server. It forwards nothing, starts no program, and serves only what it is given. */
public final class SshGate implements AutoCloseable {
    private final Server server =
            (Server) ServerBuilder.builder().factory(Server::new).build();
    private volatile Set<InetSocketAddress> listening = Set.of();

    /** Shows what listens, which changes while the server runs. */
    private static final class Server extends SshServer {
        private IoAcceptor acceptor() {
            return acceptor;
        }
    }

    /**
     * A server that is still to be started.
     *
     * @param keys the directory of the host keys; they are made if they are missing
     * @param users who may log in
     * @param subsystems what is served, such as NETCONF
     * @param shell what a login without a subsystem gets, and who asks for a command
     * @throws IOException if the host keys cannot be read or made
     */
    public <S extends ShellFactory & CommandFactory> SshGate(
            Path keys, SshUsers users, List<SubsystemFactory> subsystems, S shell, SshLimits limits) throws IOException {
        UserAuth auth = new UserAuth(users);
        server.setKeyPairProvider(KeyPairProvider.wrap(HostKeys.open(keys)));
        server.setPasswordAuthenticator(auth);
        server.setPublickeyAuthenticator(auth);
        server.setSubsystemFactories(subsystems);
        server.setShellFactory(shell);
        server.setCommandFactory(shell);
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
        listen(Set.of(address));
    }

    /**
     * Listens on these addresses and no others from now on. Open connections stay.
     *
     * @param addresses at least one
     * @throws IOException if an address is in use or missing; then it listens where it did before
     */
    public synchronized void listen(Set<InetSocketAddress> addresses) throws IOException {
        Set<InetSocketAddress> fresh = new LinkedHashSet<>(addresses);
        fresh.removeAll(listening);
        List<InetSocketAddress> done = new ArrayList<>();
        try {
            for (InetSocketAddress address : fresh) {
                bind(address);
                done.add(address);
            }
        } catch (IOException e) {
            if (!listening.isEmpty()) {
                server.acceptor().unbind(done);
            }
            throw e;
        }
        Set<InetSocketAddress> stale = new LinkedHashSet<>(listening);
        stale.removeAll(addresses);
        server.acceptor().unbind(stale);
        listening = Set.copyOf(addresses);
    }

    /** Where it listens. */
    public Set<InetSocketAddress> listening() {
        return listening;
    }

    private void bind(InetSocketAddress address) throws IOException {
        try {
            if (server.isStarted()) {
                server.acceptor().bind(address);
            } else {
                server.setHost(address.getAddress().getHostAddress());
                server.setPort(address.getPort());
                server.start();
            }
        } catch (IOException e) {
            throw new IOException("SSH cannot listen on " + address.getAddress().getHostAddress() + " port "
                    + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** Shows this text to whoever connects, before the login; an empty one is not shown. */
    public void greet(String banner) {
        CoreModuleProperties.WELCOME_BANNER.set(server, banner.isEmpty() ? null : banner);
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
