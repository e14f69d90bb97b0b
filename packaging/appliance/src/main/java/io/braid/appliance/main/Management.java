package io.braid.appliance.main;

import io.braid.appliance.mapping.MappingException;
import io.braid.appliance.mapping.SystemMapping;
import io.braid.appliance.ssh.ManagementConfig;
import io.braid.appliance.ssh.SshGate;
import io.braid.appliance.ssh.SshUser;
import io.braid.appliance.ssh.SshUsers;
import io.braid.appliance.state.Announcer;
import io.braid.cli.session.CliSettings;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Key;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the SSH server follow the configuration: where it listens, and whom it knows. */
final class Management implements CommitParticipant, SshUsers {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    private static final String SYSTEM = "/braid-system:system";

    private final SystemMapping mapping = new SystemMapping();
    private final Announcer announcer;
    private final Listening listening;

    /** Addresses that are waited for, and what was in the way. */
    private final Map<InetSocketAddress, String> missing = new HashMap<>();

    private volatile ManagementConfig current;
    private SshGate gate;

    /** @throws MappingException if the tree is not valid */
    Management(Branch running, Announcer announcer, Listening listening) {
        this.announcer = announcer;
        this.listening = listening;
        current = mapping.map(running);
    }

    @Override
    public Optional<SshUser> find(String user) {
        return Optional.ofNullable(current.users().get(user));
    }

    /** Lets the server listen where the configuration says. */
    void open(SshGate server) throws IOException {
        gate = server;
        follow(current);
    }

    /**
     * Lets the server listen where the configuration says as far as that can be had; if nowhere, on the loopback. What is
     * missing is left to {@link #retry}.
     *
     * @return whether nothing is missing
     */
    boolean openAnyway(SshGate server) {
        gate = server;
        gate.greet(banner(current));
        return retry();
    }

    /** Lets the server listen on addresses that were missing, if they are there now; whether none is missing any more. */
    synchronized boolean retry() {
        Map<InetSocketAddress, String> before = Map.copyOf(missing);
        missing.clear();
        current.addresses().stream()
                .filter(address -> !gate.listening().contains(address))
                .forEach(address -> check(address).ifPresent(error -> missing.put(address, error.message())));
        try {
            listen(current);
        } catch (IOException e) {
            LOG.error("event=ssh-not-listening error=\"{}\"", e.getMessage());
            return false;
        }
        missing.forEach((address, reason) -> {
            if (!before.containsKey(address)) {
                LOG.error("event=ssh-address-missing address={} reason=\"{}\"", address, reason);
                announcer.management(address, Optional.of(reason));
            }
        });
        before.keySet().stream()
                .filter(address -> gate.listening().contains(address))
                .forEach(address -> {
                    LOG.info("event=ssh-listening address={}", address);
                    announcer.management(address, Optional.empty());
                });
        return missing.isEmpty();
    }

    private void listen(ManagementConfig config) throws IOException {
        gate.listen(possible(config));
        listening.tell(gate.listening());
    }

    /** Where it can listen; an appliance that none of its addresses leads to is mended from the machine itself. */
    private Set<InetSocketAddress> possible(ManagementConfig config) {
        Set<InetSocketAddress> possible = new HashSet<>(config.addresses());
        possible.removeAll(missing.keySet());
        if (possible.isEmpty()) {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            config.addresses().forEach(missed -> possible.add(new InetSocketAddress(loopback, missed.getPort())));
        }
        return possible;
    }

    /** Where it listens. */
    Set<InetSocketAddress> addresses() {
        return gate.listening();
    }

    /** What the appliance is called. */
    String hostname() {
        return current.hostname().orElse("braid");
    }

    /** What is set for the command line. */
    CliSettings cli() {
        return current.cli();
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException {
        ManagementConfig former = current;
        ManagementConfig wanted;
        try {
            wanted = mapping.map(after);
        } catch (MappingException e) {
            throw new DatastoreException(DataError.data(ErrorTag.INVALID_VALUE, e.path(), e.getMessage()));
        }
        if (wanted == former) {
            return Prepared.NOTHING;
        }
        List<DataError> vetoes = new ArrayList<>();
        wanted.addresses().stream()
                .filter(address -> !former.addresses().contains(address))
                .flatMap(address -> check(address).stream())
                // An address that is missing is missing at each port.
                .distinct()
                .forEach(vetoes::add);
        wanted.users().values().stream()
                .filter(user -> former.users().get(user.name()) != user)
                .forEach(user -> check(user, vetoes));
        if (!vetoes.isEmpty()) {
            throw new DatastoreException(vetoes);
        }
        return new Prepared() {
            @Override
            public void apply() throws DatastoreException {
                try {
                    follow(wanted);
                } catch (IOException e) {
                    throw new DatastoreException(
                            DataError.data(ErrorTag.OPERATION_FAILED, SYSTEM + "/ssh", e.getMessage()));
                }
            }

            @Override
            public void undo() {
                try {
                    follow(former);
                } catch (IOException e) {
                    LOG.error("event=undo-failed error=\"{}\"", e.getMessage(), e);
                }
            }
        };
    }

    private synchronized void follow(ManagementConfig config) throws IOException {
        missing.keySet().retainAll(config.addresses());
        listen(config);
        gate.greet(banner(config));
        current = config;
    }

    private static String banner(ManagementConfig config) {
        return config.hostname().map(name -> name + System.lineSeparator()).orElse("");
    }

    /** What keeps the server from listening there. Nobody can connect while it is found out. */
    private static Optional<DataError> check(InetSocketAddress address) {
        String literal = address.getAddress().getHostAddress();
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return Optional.empty();
        } catch (BindException e) {
            boolean missing = e.getMessage().contains("assign");
            return Optional.of(
                    missing
                            ? DataError.data(
                                            ErrorTag.OPERATION_FAILED,
                                            SYSTEM + "/ssh/address[.=" + Key.quoted(literal) + "]",
                                            literal + " is not an address of this host: give it to an interface first,"
                                                    + " or choose another address")
                                    .tagged("address-missing")
                            : DataError.data(
                                            ErrorTag.IN_USE,
                                            SYSTEM + "/ssh/port[.=" + Key.quoted(Integer.toString(address.getPort())) + "]",
                                            "port " + address.getPort() + " of " + literal + " cannot be had: "
                                                    + e.getMessage())
                                    .tagged("port-in-use"));
        } catch (IOException e) {
            return Optional.of(DataError.data(ErrorTag.OPERATION_FAILED, SYSTEM + "/ssh", e.getMessage()));
        }
    }

    private static void check(SshUser user, List<DataError> vetoes) {
        for (String line : user.authorizedKeys()) {
            try {
                SshUser.check(line);
            } catch (IOException e) {
                String name = line.substring(line.lastIndexOf(' ') + 1);
                vetoes.add(DataError.data(
                        ErrorTag.INVALID_VALUE,
                        SYSTEM + "/authentication/user[name=" + Key.quoted(user.name()) + "]/authorized-key[name="
                                + Key.quoted(name) + "]/key-data",
                        e.getMessage() + "; copy the second word of the line in the file with the public key"));
            }
        }
    }
}
