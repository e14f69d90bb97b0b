package io.braid.engine.linux.netlink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What the kernel tells of MPTCP connections (include/uapi/linux/mptcp_pm.h). A field that an event does not carry is
 * null, 0 or false.
 *
 * @param type what happened
 * @param token local token of the connection
 * @param local own end of the subflow; of a listener its address
 * @param remote the peer's end; of ANNOUNCED the announced address
 * @param localId address id of the own end
 * @param remoteId address id of the peer's end
 * @param backup whether the subflow is a backup
 * @param error positive errno with which a subflow ended
 * @param resetReason reason in the received MP_TCPRST (RFC 8684 §3.6)
 * @param serverSide whether the peer opened the connection
 * @param denyJoinInitial whether the peer set the C bit (RFC 8684 §3.1)
 * @param interfaceIndex interface of the subflow, if it was fixed
 */
public record PathEvent(
        Type type,
        int token,
        InetSocketAddress local,
        InetSocketAddress remote,
        int localId,
        int remoteId,
        boolean backup,
        int error,
        int resetReason,
        boolean serverSide,
        boolean denyJoinInitial,
        int interfaceIndex) {

    /** Kinds of events, with the kernel's numbers. */
    public enum Type {
        /** A connection exists; not yet usable. */
        CREATED(1),
        /** A connection is usable: commands to its token are accepted. */
        ESTABLISHED(2),
        CLOSED(3),
        /** The peer announced an address. */
        ANNOUNCED(6),
        /** The peer withdrew an address. */
        REMOVED(7),
        SUBFLOW_ESTABLISHED(10),
        SUBFLOW_CLOSED(11),
        /** The peer changed a subflow's priority. */
        SUBFLOW_PRIORITY(13),
        LISTENER_CREATED(15),
        LISTENER_CLOSED(16);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        private static Type of(int number) {
            for (Type type : values()) {
                if (type.number == number) {
                    return type;
                }
            }
            return null;
        }
    }

    private static final int TOKEN = 1;
    private static final int LOC_ID = 3;
    private static final int REM_ID = 4;
    private static final int SADDR4 = 5;
    private static final int SADDR6 = 6;
    private static final int DADDR4 = 7;
    private static final int DADDR6 = 8;
    private static final int SPORT = 9;
    private static final int DPORT = 10;
    private static final int BACKUP = 11;
    private static final int ERROR = 12;
    private static final int FLAGS = 13;
    private static final int IF_IDX = 15;
    private static final int RESET_REASON = 16;
    private static final int SERVER_SIDE = 18;
    private static final int FLAG_DENY_JOIN_ID0 = 1;
    // From Linux 6.18 on beside the attribute, later instead of it.
    private static final int FLAG_SERVER_SIDE = 2;

    /** Reads one; null for a kind this version does not know. */
    static PathEvent parse(Message message) throws IOException {
        Type type = Type.of(message.atLeast(GenericFamily.HEADER_BYTES).body().get(0));
        if (type == null) {
            return null;
        }
        Attributes a = message.attributes(GenericFamily.HEADER_BYTES);
        int flags = a.u16(FLAGS, 0);
        return new PathEvent(
                type,
                a.u32(TOKEN, 0),
                end(a, SADDR4, SADDR6, SPORT),
                end(a, DADDR4, DADDR6, DPORT),
                a.u8(LOC_ID, 0),
                a.u8(REM_ID, 0),
                a.u8(BACKUP, 0) != 0,
                a.u8(ERROR, 0),
                a.u32(RESET_REASON, 0),
                a.u8(SERVER_SIDE, 0) != 0 || (flags & FLAG_SERVER_SIDE) != 0,
                (flags & FLAG_DENY_JOIN_ID0) != 0,
                a.u32(IF_IDX, 0));
    }

    private static InetSocketAddress end(Attributes a, int v4, int v6, int port) throws IOException {
        InetAddress address = a.has(v4) ? a.address(v4) : a.address(v6);
        return address == null ? null : new InetSocketAddress(address, a.be16(port, 0));
    }
}
