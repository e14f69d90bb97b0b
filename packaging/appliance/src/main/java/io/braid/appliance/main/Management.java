package io.braid.appliance.main;

import io.braid.appliance.mapping.MappingException;
import io.braid.appliance.mapping.SystemMapping;
import io.braid.appliance.ssh.ManagementConfig;
import io.braid.appliance.ssh.SshGate;
import io.braid.appliance.ssh.SshUser;
import io.braid.appliance.ssh.SshUsers;
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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the SSH server follow the configuration: where it listens, and whom it knows. */
final class Management implements CommitParticipant, SshUsers {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    private static final String SYSTEM = "/braid-system:system";

    private final SystemMapping mapping = new SystemMapping();
    private volatile ManagementConfig current;
    private SshGate gate;

    /** @throws MappingException if the tree is not valid */
    Management(Branch running) {
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

    /** Where it listens. */
    Set<InetSocketAddress> addresses() {
        return current.addresses();
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
                .forEach(address -> check(address).ifPresent(vetoes::add));
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

    private void follow(ManagementConfig config) throws IOException {
        gate.listen(config.addresses());
        gate.greet(config.hostname().map(name -> name + System.lineSeparator()).orElse(""));
        current = config;
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
