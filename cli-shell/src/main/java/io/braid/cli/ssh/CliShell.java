package io.braid.cli.ssh;

import io.braid.cli.CliServer;
import io.braid.yang.port.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ShellFactory;

/** Each channel that asks for a shell or a command is a session; an SSH connection may have several. */
public final class CliShell implements ShellFactory, CommandFactory {
    private final CliServer server;
    private final Function<ServerSession, Principal> principals;

    /**
     * Offers a server.
     *
     * @param principals who is on the other side of an authenticated connection
     */
    public CliShell(CliServer server, Function<ServerSession, Principal> principals) {
        this.server = server;
        this.principals = principals;
    }

    @Override
    public Command createShell(ChannelSession channel) {
        return new CliCommand(server, principals.apply(channel.getServerSession()), Optional.empty());
    }

    @Override
    public Command createCommand(ChannelSession channel, String text) {
        return new CliCommand(server, principals.apply(channel.getServerSession()), Optional.of(text));
    }
}
