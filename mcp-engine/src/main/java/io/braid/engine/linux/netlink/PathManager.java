package io.braid.engine.linux.netlink;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.Errno;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * Commands of the userspace path manager to one MPTCP connection, named by its local token (kernel's
 * Documentation/netlink/specs/mptcp_pm.yaml). The connection must have been made under {@code path_manager=userspace};
 * others answer EINVAL.
 *
 * <p>IPv4 addresses of dual-stack sockets are IPv4 here. One command at a time; a thread that must not wait for another
 * has a path manager of its own. A command costs some ten microseconds and no waiting.
 */
public final class PathManager implements AutoCloseable {
    static final String FAMILY = "mptcp_pm";

    private static final int SET_FLAGS = 7;
    private static final int ANNOUNCE = 8;
    private static final int REMOVE = 9;
    private static final int SUBFLOW_CREATE = 10;
    private static final int SUBFLOW_DESTROY = 11;

    private static final int ATTR_ADDR = 1;
    private static final int ATTR_TOKEN = 4;
    private static final int ATTR_LOC_ID = 5;
    private static final int ATTR_ADDR_REMOTE = 6;

    private static final int FLAG_SIGNAL = 1;
    private static final int FLAG_BACKUP = 4;

    private final Requests requests;
    private final GenericFamily family;

    private PathManager(Requests requests, GenericFamily family) {
        this.requests = requests;
        this.family = family;
    }

    /** A path manager of the connections of this namespace; ENOENT when the kernel has no MPTCP. */
    public static PathManager in(NetNs netNs) throws IOException {
        Requests requests = new Requests(netNs, NetlinkSocket.GENERIC);
        try {
            return new PathManager(requests, GenericFamily.resolve(requests, FAMILY));
        } catch (IOException e) {
            requests.close();
            throw e;
        }
    }

    /**
     * Announces an address to the peer (ADD_ADDR, RFC 8684 §3.4.1), and makes the kernel accept joins to it.
     *
     * @param token the connection
     * @param address of this host
     * @param id address id, 1 to 255, not in use on this connection
     * @param port of the listener that takes the joins, or 0 to announce none (the port of the first subflow)
     */
    public void announce(int token, InetAddress address, int id, int port) throws IOException {
        run("ANNOUNCE", token, address.getHostAddress() + " port " + port + " id " + id, ANNOUNCE, request -> request
                .nested(ATTR_ADDR, a -> new PathAddress(address, port).write(a, id, FLAG_SIGNAL)));
    }

    /**
     * Withdraws an announced address (REMOVE_ADDR, RFC 8684 §3.4.2). It is the peer who closes the subflows to it, and a
     * Linux peer keeps those whose address it knew before by another id: destroy what must go.
     */
    public void remove(int token, int id) throws IOException {
        run("REMOVE", token, "id " + id, REMOVE, request -> request.u8(ATTR_LOC_ID, id));
    }

    /**
     * Adds a subflow from an own address to an address of the peer (RFC 8684 §3.2). Returns when the SYN is on its way;
     * the outcome is an event.
     *
     * @param localId address id of {@code local}, 1 to 255
     * @param interfaceIndex the interface to leave by, or 0 to let routing choose
     */
    public void createSubflow(int token, InetAddress local, int localId, int interfaceIndex, InetSocketAddress remote)
            throws IOException {
        run("SUBFLOW_CREATE", token, local.getHostAddress() + " id " + localId + " to " + remote, SUBFLOW_CREATE, r -> r
                .nested(ATTR_ADDR, a -> new PathAddress(local, 0).write(a, localId, 0, interfaceIndex))
                .nested(ATTR_ADDR_REMOTE, a -> PathAddress.of(remote).write(a)));
    }

    /** Closes one subflow, the initial one as well. ESRCH when there is none between these ends. */
    public void destroySubflow(int token, InetSocketAddress local, InetSocketAddress remote) throws IOException {
        try {
            destroy(token, PathAddress.of(local), PathAddress.of(remote));
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ESRCH || !(local.getAddress() instanceof Inet4Address)) {
                throw e;
            }
            // The kernel compares families first, and a dual-stack socket's IPv4 subflow is IPv6 to it.
            destroy(token, PathAddress.of(local).mapped(), PathAddress.of(remote).mapped());
        }
    }

    private void destroy(int token, PathAddress local, PathAddress remote) throws IOException {
        run("SUBFLOW_DESTROY", token, local + " to " + remote, SUBFLOW_DESTROY, request -> request
                .nested(ATTR_ADDR, local::write)
                .nested(ATTR_ADDR_REMOTE, remote::write));
    }

    /** Makes one subflow a backup, or a regular one again, and tells the peer (MP_PRIO, RFC 8684 §3.3.8). */
    public void setBackup(int token, InetSocketAddress local, InetSocketAddress remote, boolean backup)
            throws IOException {
        run("SET_FLAGS", token, local + " to " + remote + (backup ? " backup" : " regular"), SET_FLAGS, request -> request
                .nested(ATTR_ADDR, a -> PathAddress.of(local).write(a, 0, backup ? FLAG_BACKUP : 0))
                .nested(ATTR_ADDR_REMOTE, a -> PathAddress.of(remote).write(a)));
    }

    private void run(
            String command, int token, String subject, int number, UnaryOperator<MessageBuilder> content)
            throws IOException {
        MessageBuilder request = family.request(number).u32(ATTR_TOKEN, token);
        String named = "token 0x" + HexFormat.of().toHexDigits(token) + " " + subject;
        requests.change(FAMILY + " " + command, named, content.apply(request));
    }

    @Override
    public void close() {
        requests.close();
    }
}
