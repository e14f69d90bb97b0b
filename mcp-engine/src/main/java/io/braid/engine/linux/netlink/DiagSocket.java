package io.braid.engine.linux.netlink;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A TCP or MPTCP socket as sock_diag tells it.
 *
 * @param state where it is in its life
 * @param local own end
 * @param remote the peer's end
 * @param uid user it belongs to
 * @param inode its number in {@code /proc/PID/fd}, 0 for one without a descriptor, as subflows are
 * @param mark firewall mark; 0 without CAP_NET_ADMIN
 * @param token local token of the MPTCP connection it is a subflow of, or 0
 * @param backup whether the peer or this host made the subflow a backup
 */
public record DiagSocket(
        State state,
        InetSocketAddress local,
        InetSocketAddress remote,
        int uid,
        int inode,
        int mark,
        int token,
        boolean backup) {
    /** TCP states, with the kernel's numbers from 1 on. */
    public enum State {
        ESTABLISHED,
        SYN_SENT,
        SYN_RECEIVED,
        FIN_WAIT1,
        FIN_WAIT2,
        TIME_WAIT,
        CLOSE,
        CLOSE_WAIT,
        LAST_ACK,
        LISTEN,
        CLOSING,
        NEW_SYN_RECEIVED,
        BOUND;

        int number() {
            return ordinal() + 1;
        }
    }

    private static final int HEADER_BYTES = 72;
    private static final int AF_INET = 2;
    private static final int INET_DIAG_MARK = 15;
    private static final int INET_DIAG_ULP_INFO = 19;
    private static final int INET_ULP_INFO_MPTCP = 3;
    private static final int SUBFLOW_TOKEN_LOC = 2;
    private static final int SUBFLOW_FLAGS = 8;
    private static final int FLAGS_BACKUP = 0x30;

    /** Reads struct inet_diag_msg and its attributes. */
    static DiagSocket parse(Message message) throws MalformedMessageException {
        message.atLeast(HEADER_BYTES);
        int state = message.body().get(1);
        if (state < 1 || state > State.values().length) {
            throw new MalformedMessageException("TCP state " + state);
        }
        Attributes a = message.attributes(HEADER_BYTES);
        Attributes subflow = a.nested(INET_DIAG_ULP_INFO).nested(INET_ULP_INFO_MPTCP);
        return new DiagSocket(
                State.values()[state - 1],
                end(message, 8, 4),
                end(message, 24, 6),
                message.body().getInt(64),
                message.body().getInt(68),
                a.u32(INET_DIAG_MARK, 0),
                subflow.u32(SUBFLOW_TOKEN_LOC, 0),
                (subflow.u32(SUBFLOW_FLAGS, 0) & FLAGS_BACKUP) != 0);
    }

    private static InetSocketAddress end(Message message, int address, int port) throws MalformedMessageException {
        byte[] bytes = new byte[16];
        message.body().get(address, bytes);
        int length = message.body().get(0) == AF_INET ? 4 : 16;
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(Arrays.copyOf(bytes, length)),
                    (message.body().get(port) & 0xff) << 8 | message.body().get(port + 1) & 0xff);
        } catch (UnknownHostException e) {
            throw new MalformedMessageException("an address of " + length + " bytes");
        }
    }
}
