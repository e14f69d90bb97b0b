package io.braid.netconf.ssh;

import io.braid.netconf.NetconfServer;
import io.braid.yang.port.Principal;
import java.util.function.Function;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** The subsystem {@code netconf}: each channel is a session, an SSH connection may have several. */
public final class NetconfSubsystem implements SubsystemFactory {
    private final NetconfServer server;
    private final Function<ServerSession, Principal> principals;

    /**
     * Offers a server.
     *
     * @param principals who is on the other side of an authenticated connection
     */
    public NetconfSubsystem(NetconfServer server, Function<ServerSession, Principal> principals) {
        this.server = server;
        this.principals = principals;
    }

    @Override
    public String getName() {
        return "netconf";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
        return new NetconfCommand(server, channel, principals.apply(channel.getServerSession()));
    }
}
