package io.braid.engine.linux.netlink;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An address as the path manager's messages carry it.
 *
 * @param address IPv4 or IPv6
 * @param port 0 for none
 * @param asMapped write an IPv4 address as {@code ::ffff:a.b.c.d}
 */
record PathAddress(InetAddress address, int port, boolean asMapped) {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private static final int FAMILY = 1;
    private static final int ID = 2;
    private static final int ADDR4 = 3;
    private static final int ADDR6 = 4;
    private static final int PORT = 5;
    private static final int FLAGS = 6;
    private static final int IF_IDX = 7;

    PathAddress(InetAddress address, int port) {
        this(address, port, false);
    }

    static PathAddress of(InetSocketAddress address) {
        return new PathAddress(address.getAddress(), address.getPort());
    }

    PathAddress mapped() {
        return new PathAddress(address, port, address instanceof Inet4Address);
    }

    /** Writes address and port. */
    void write(MessageBuilder to) {
        if (address instanceof Inet4Address && !asMapped) {
            to.u16(FAMILY, AF_INET).address(ADDR4, address);
        } else if (asMapped) {
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(address.getAddress(), 0, mapped, 12, 4);
            to.u16(FAMILY, AF_INET6).bytes(ADDR6, mapped);
        } else {
            to.u16(FAMILY, AF_INET6).address(ADDR6, address);
        }
        if (port != 0) {
            // Unlike in events, the port is in host order here.
            to.u16(PORT, port);
        }
    }

    void write(MessageBuilder to, int id, int flags) {
        write(to);
        to.u32(FLAGS, flags);
        if (id != 0) {
            to.u8(ID, id);
        }
    }

    void write(MessageBuilder to, int id, int flags, int interfaceIndex) {
        write(to, id, flags);
        if (interfaceIndex != 0) {
            to.u32(IF_IDX, interfaceIndex);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + " port " + port;
    }
}
