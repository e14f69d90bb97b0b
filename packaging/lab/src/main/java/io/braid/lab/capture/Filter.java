package io.braid.lab.capture;

/** Which frames a capture keeps. */
public enum Filter {
    /** Every frame. */
    ALL,
    /**
     * TCP segments that make or end connections or carry MPTCP options other than plain data (DSS): enough to prove
     * which subflows there were, and little enough for transfers at full rate.
     */
    CONTROL;

    private static final int ETHERNET_BYTES = 14;
    private static final int IPV6_BYTES = 40;
    private static final int TCP_BYTES = 20;
    private static final int PROTOCOL_TCP = 6;
    private static final int FIN_SYN_RST = 0x07;
    private static final int OPTION_MPTCP = 30;
    private static final int SUBTYPE_DSS = 2;

    boolean keeps(byte[] frame, int length) {
        return this == ALL || isControl(frame, length);
    }

    private static boolean isControl(byte[] f, int length) {
        if (length < ETHERNET_BYTES + TCP_BYTES + 20) {
            return false;
        }
        int type = (f[12] & 0xff) << 8 | f[13] & 0xff;
        int tcp;
        if (type == 0x0800 && f[ETHERNET_BYTES + 9] == PROTOCOL_TCP) {
            tcp = ETHERNET_BYTES + (f[ETHERNET_BYTES] & 0x0f) * 4;
        } else if (type == 0x86dd && f[ETHERNET_BYTES + 6] == PROTOCOL_TCP) {
            tcp = ETHERNET_BYTES + IPV6_BYTES;
        } else {
            return false;
        }
        if (tcp + TCP_BYTES > length) {
            return false;
        }
        int options = Math.min(length, tcp + (f[tcp + 12] >> 4 & 0x0f) * 4);
        return (f[tcp + 13] & FIN_SYN_RST) != 0 || hasSignal(f, tcp + TCP_BYTES, options);
    }

    private static boolean hasSignal(byte[] f, int from, int to) {
        int at = from;
        while (at + 2 < to && f[at] != 0) {
            if (f[at] == 1) {
                at++;
                continue;
            }
            if (f[at] == OPTION_MPTCP && (f[at + 2] >> 4 & 0x0f) != SUBTYPE_DSS) {
                return true;
            }
            if (f[at + 1] < 2) {
                return false;
            }
            at += f[at + 1];
        }
        return false;
    }
}
