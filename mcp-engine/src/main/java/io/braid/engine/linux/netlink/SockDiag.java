package io.braid.engine.linux.netlink;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.netlink.DiagSocket.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's own list of TCP sockets of one namespace (sock_diag(7)). Here is the truth after lost events: subflows
 * appear as TCP sockets that carry the token of their connection.
 */
public final class SockDiag implements AutoCloseable {
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int INET_DIAG_REQ_PROTOCOL = 3;
    private static final int IPPROTO_TCP = 6;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    /** INET_DIAG_INFO, for its company: the upper layer's part, which holds the token. */
    private static final int EXTENSION_INFO = 1 << 1;
    private static final int ANY_COOKIE = -1;
    private static final int ALL_STATES = -1;

    private final Requests requests;

    private SockDiag(Requests requests) {
        this.requests = requests;
    }

    /** The sockets of a namespace. */
    public static SockDiag in(NetNs netNs) throws IOException {
        return new SockDiag(new Requests(netNs, NetlinkSocket.SOCK_DIAG));
    }

    /**
     * The TCP socket, or subflow, between two ends.
     *
     * @param local own end
     * @param remote the peer's end
     */
    public Optional<DiagSocket> find(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        int family = local.getAddress().getAddress().length == 4 ? AF_INET : AF_INET6;
        MessageBuilder request = request(MessageBuilder.ACK, family, Protocol.TCP, ALL_STATES)
                .be16(local.getPort())
                .be16(remote.getPort())
                .raw(padded(local.getAddress()))
                .raw(padded(remote.getAddress()))
                .u32(0)
                .u32(ANY_COOKIE)
                .u32(ANY_COOKIE);
        try {
            List<Message> answers = requests.ask("sock_diag", local + " to " + remote, request);
            return answers.isEmpty() ? Optional.empty() : Optional.of(DiagSocket.parse(answers.getFirst()));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The sockets in some states.
     *
     * @param protocol {@code TCP} lists subflows too, {@code MPTCP} connections
     * @param max most to tell; the rest is cut off
     */
    public List<DiagSocket> list(Protocol protocol, Set<State> states, int max) throws IOException {
        int mask = 0;
        for (State state : states) {
            mask |= 1 << state.number();
        }
        List<DiagSocket> sockets = new ArrayList<>();
        for (int family : new int[] {AF_INET, AF_INET6}) {
            MessageBuilder request = request(MessageBuilder.DUMP, family, protocol, mask).zeros(48);
            if (protocol == Protocol.MPTCP) {
                // 262 does not fit the header's byte.
                request.u32(INET_DIAG_REQ_PROTOCOL, protocol.number());
            }
            for (Message answer : requests.dump("sock_diag", request)) {
                if (sockets.size() < max) {
                    sockets.add(DiagSocket.parse(answer));
                }
            }
        }
        return sockets;
    }

    /** struct inet_diag_req_v2 up to its struct inet_diag_sockid. */
    private static MessageBuilder request(int flags, int family, Protocol protocol, int states) {
        int low = protocol == Protocol.MPTCP ? protocol.number() & 0xff : IPPROTO_TCP;
        return new MessageBuilder(SOCK_DIAG_BY_FAMILY, flags)
                .u8(family).u8(low).u8(EXTENSION_INFO).u8(0).u32(states);
    }

    private static byte[] padded(InetAddress address) {
        return Arrays.copyOf(address.getAddress(), 16);
    }

    @Override
    public void close() {
        requests.close();
    }
}
