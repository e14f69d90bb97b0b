package io.braid.netconf;

import io.braid.netconf.session.NetconfLimits;
import io.braid.netconf.ssh.NetconfSubsystem;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.event.EventBus;
import io.braid.yang.operate.Handlers;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Principal;
import io.braid.yang.port.StateProvider;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.AcceptAllPublickeyAuthenticator;

/** A server with the module box behind an SSH server on the loopback. Whoever has a key may come in, or knows "secret". */
public final class Box implements AutoCloseable {
    /** The module, and what NETCONF itself has. */
    public static final Schema SCHEMA = Models.read(Stream.concat(
                    Models.MODULES.stream()
                            .filter(name -> name.startsWith("ietf-") || name.contains("notifications@"))
                            .map(Models::text),
                    Stream.of(Box.class.getResource("/yang/box@2026-11-23.yang")))
            .toList());

    /** Limits that tests can wait for. */
    public static final NetconfLimits LIMITS = new NetconfLimits(
            8, 100_000, 20, Duration.ofMillis(800), Duration.ofMillis(800), Duration.ofSeconds(60), 20);

    private final EventBus bus = new EventBus(100);
    private final Datastore datastore;
    private final NetconfServer server;
    private final SshServer ssh = SshServer.setUpDefaultServer();

    /** A server with an empty configuration in this directory. */
    public Box(Path directory) throws IOException {
        this(directory, List.of(), List.of());
    }

    /** A server with an empty configuration in this directory, and other limits. */
    public Box(Path directory, NetconfLimits limits) throws IOException {
        this(directory, List.of(), List.of(), limits);
    }

    /** A server with an empty configuration in this directory, state and actions. */
    public Box(Path directory, List<StateProvider> state, List<ActionHandler> actions) throws IOException {
        this(directory, state, actions, LIMITS);
    }

    private Box(Path directory, List<StateProvider> state, List<ActionHandler> actions, NetconfLimits limits)
            throws IOException {
        datastore = Datastore.open(directory, () -> SCHEMA, 1, List.of());
        AtomicLong ids = new AtomicLong();
        server = new NetconfServer(
                datastore, state, new Handlers(datastore.schema(), datastore.access(), actions), bus, Box::text, ids::incrementAndGet, limits);
        ssh.setHost("127.0.0.1");
        ssh.setPort(0);
        ssh.setKeyPairProvider(KeyPairProvider.wrap(ecdsa()));
        ssh.setPasswordAuthenticator((_, password, _) -> password.equals("secret"));
        ssh.setPublickeyAuthenticator(AcceptAllPublickeyAuthenticator.INSTANCE);
        ssh.setSubsystemFactories(List.of(new NetconfSubsystem(
                server, session -> new Principal(session.getUsername(), Set.of("admin"), "netconf test"))));
        ssh.start();
    }

    private static KeyPair ecdsa() {
        try {
            var generator = SecurityUtils.getKeyPairGenerator("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<URL> text(String module) {
        return Optional.ofNullable(Box.class.getResource("/META-INF/yang/" + module + ".yang"))
                .or(() -> Optional.ofNullable(Box.class.getResource("/yang/" + module + ".yang")));
    }

    public int port() {
        return ssh.getPort();
    }

    /** What happens. */
    public EventBus bus() {
        return bus;
    }

    public Datastore datastore() {
        return datastore;
    }

    public NetconfServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.close();
        ssh.stop(true);
        datastore.close();
    }
}
