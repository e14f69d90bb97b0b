package io.braid.engine.linux.netlink;

/**
 * A network interface.
 *
 * @param index its number in this namespace
 * @param name its name
 * @param up switched on by the operator
 * @param running able to carry packets, as far as its driver and its peer say
 * @param lowerUp the carrier is there
 * @param mtu bytes
 */
public record Link(int index, String name, boolean up, boolean running, boolean lowerUp, int mtu) {
    static final int IFF_UP = 1;

    private static final int HEADER_BYTES = 16;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_LOWER_UP = 0x1_0000;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;

    /** Reads a message of type RTM_NEWLINK or RTM_DELLINK: struct ifinfomsg and attributes. */
    static Link parse(Message message) throws MalformedMessageException {
        message.atLeast(HEADER_BYTES);
        int flags = message.body().getInt(8);
        Attributes a = message.attributes(HEADER_BYTES);
        return new Link(
                message.body().getInt(4),
                a.text(IFLA_IFNAME, ""),
                (flags & IFF_UP) != 0,
                (flags & IFF_RUNNING) != 0,
                (flags & IFF_LOWER_UP) != 0,
                a.u32(IFLA_MTU, 0));
    }

    /** Whether packets can be sent through it now. */
    public boolean usable() {
        return up && running && lowerUp;
    }
}
