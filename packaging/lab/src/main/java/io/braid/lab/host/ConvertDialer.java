package io.braid.lab.host;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Connects to servers through a conversion point in explicit mode (draft S5.2.1), as an MPTCP host does. */
public final class ConvertDialer implements Dialer {
    private final NetNs netns;
    private final InetSocketAddress mcp;
    private final boolean inSyn;

    ConvertDialer(NetNs netns, InetSocketAddress mcp, boolean inSyn) {
        this.netns = netns;
        this.mcp = mcp;
        this.inSyn = inSyn;
    }

    @Override
    public MptcpConnection connect(InetSocketAddress server) throws IOException {
        MptcpConnection connection = begin(server);
        try {
            ConvertReply.read(connection).demandAccepted(server);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** Asks for a server and leaves the answer unread. */
    public MptcpConnection begin(InetSocketAddress server) throws IOException {
        byte[] request = ConvertRequest.connect(server);
        MptcpConnection connection = Dialers.open(netns, mcp, inSyn ? request : new byte[0]);
        if (!inSyn) {
            connection.write(request, 0, request.length);
        }
        return connection;
    }
}
