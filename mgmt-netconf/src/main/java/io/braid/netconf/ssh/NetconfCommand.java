package io.braid.netconf.ssh;

import io.braid.netconf.NetconfServer;
import io.braid.netconf.session.Peer;
import io.braid.yang.port.Principal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** The session of one channel. It blocks on its streams, in a virtual thread of its own. */
final class NetconfCommand implements Command {
    private final NetconfServer server;
    private final ChannelSession channel;
    private final Principal principal;
    private final AtomicBoolean exited = new AtomicBoolean();
    private InputStream in;
    private OutputStream out;
    private ExitCallback exit;

    NetconfCommand(NetconfServer server, ChannelSession channel, Principal principal) {
        this.server = server;
        this.channel = channel;
        this.principal = principal;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        // NETCONF has no second stream.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession ignored, Environment environment) {
        String host = channel.getServerSession().getClientAddress() instanceof InetSocketAddress peer
                ? peer.getAddress().getHostAddress()
                : "unknown";
        server.serve(new Peer(principal, host, in, out, this::exit));
    }

    /** The channel has ended, with its streams: that is how the session learns of it. */
    @Override
    public void destroy(ChannelSession ignored) {
        exited.set(true);
    }

    private void exit() {
        if (exited.compareAndSet(false, true)) {
            exit.onExit(0);
        }
    }
}
