package io.braid.engine.linux.netlink;

import java.net.InetAddress;

/**
 * An address of an interface.
 *
 * @param interfaceIndex the interface
 * @param address the own address
 * @param prefixLength bits of the network part
 * @param scope 0 global, 253 link, 254 host
 * @param usable false while IPv6 still looks for duplicates, or found one
 */
public record LinkAddress(int interfaceIndex, InetAddress address, int prefixLength, int scope, boolean usable) {
    private static final int HEADER_BYTES = 8;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_FLAGS = 8;
    private static final int IFA_F_DADFAILED = 0x08;
    private static final int IFA_F_OPTIMISTIC = 0x04;
    private static final int IFA_F_TENTATIVE = 0x40;

    /** Reads a message of type RTM_NEWADDR or RTM_DELADDR: struct ifaddrmsg and attributes. */
    static LinkAddress parse(Message message) throws MalformedMessageException {
        message.atLeast(HEADER_BYTES);
        Attributes a = message.attributes(HEADER_BYTES);
        int flags = a.u32(IFA_FLAGS, message.body().get(2) & 0xff);
        boolean tentative = (flags & IFA_F_TENTATIVE) != 0 && (flags & IFA_F_OPTIMISTIC) == 0;
        // On a point-to-point interface IFA_ADDRESS is the other end.
        InetAddress address = a.has(IFA_LOCAL) ? a.address(IFA_LOCAL) : a.address(IFA_ADDRESS);
        if (address == null) {
            throw new MalformedMessageException("an address message without an address");
        }
        return new LinkAddress(
                message.body().getInt(4),
                address,
                message.body().get(1) & 0xff,
                message.body().get(3) & 0xff,
                !tentative && (flags & IFA_F_DADFAILED) == 0);
    }
}
