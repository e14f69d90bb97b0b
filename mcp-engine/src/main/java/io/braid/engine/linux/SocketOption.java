package io.braid.engine.linux;

/** Socket options whose value is an int, by the names and numbers of the kernel's headers. */
public enum SocketOption {
    SO_REUSEADDR(1, 2),
    SO_ERROR(1, 4),
    SO_SNDBUF(1, 7),
    SO_RCVBUF(1, 8),
    SO_KEEPALIVE(1, 9),
    SO_REUSEPORT(1, 15),
    SO_RCVBUFFORCE(1, 33),
    SO_MARK(1, 36),
    IP_TOS(0, 1),
    IP_BIND_ADDRESS_NO_PORT(0, 24),
    IPV6_V6ONLY(41, 26),
    IPV6_TRANSPARENT(41, 75),
    TCP_NODELAY(6, 1),
    TCP_KEEPIDLE(6, 4),
    TCP_KEEPINTVL(6, 5),
    TCP_KEEPCNT(6, 6),
    TCP_FASTOPEN(6, 23),
    TCP_FASTOPEN_NO_COOKIE(6, 34),
    TCP_NOTSENT_LOWAT(6, 25),
    TCP_IS_MPTCP(6, 43),
    NETLINK_ADD_MEMBERSHIP(270, 1),
    NETLINK_CAP_ACK(270, 10),
    NETLINK_EXT_ACK(270, 11);

    final int level;
    final int number;

    SocketOption(int level, int number) {
        this.level = level;
        this.number = number;
    }
}
