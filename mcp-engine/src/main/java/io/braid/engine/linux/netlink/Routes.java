package io.braid.engine.linux.netlink;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.Errno;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Interfaces, addresses, rules and routes of one namespace (rtnetlink(7)). */
public final class Routes implements AutoCloseable {
    /** What to do when the wish is already fulfilled. */
    public enum Mode {
        /** EEXIST, or ENOENT and ESRCH, is thrown. */
        STRICT,
        /** It counts as success. */
        IDEMPOTENT
    }

    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;

    private static final int RTM_GETLINK = 18;
    private static final int RTM_GETADDR = 22;
    private static final int RTM_GETROUTE = 26;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_DELROUTE = 25;
    private static final int RTM_NEWRULE = 32;
    private static final int RTM_DELRULE = 33;

    private static final int FRA_PRIORITY = 6;
    private static final int FRA_FWMARK = 10;
    private static final int FRA_TABLE = 15;
    private static final int FRA_FWMASK = 16;
    private static final int FR_ACT_TO_TBL = 1;

    /** Bytes of struct rtmsg. */
    private static final int RTMSG_BYTES = 12;
    /** What the kernel says of a destination without a route, or with one that forbids it. */
    private static final Set<Integer> UNROUTED =
            Set.of(Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.EACCES, Errno.EINVAL);

    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_PREFSRC = 7;
    private static final int RTA_TABLE = 15;
    private static final int RTPROT_STATIC = 4;
    private static final int RTN_UNICAST = 1;
    private static final int RTN_LOCAL = 2;
    private static final int SCOPE_UNIVERSE = 0;
    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_HOST = 254;

    private static final int ADD = MessageBuilder.ACK | MessageBuilder.CREATE | MessageBuilder.EXCLUSIVE;

    private final Requests requests;

    private Routes(Requests requests) {
        this.requests = requests;
    }

    /** The routing of a namespace. */
    public static Routes in(NetNs netNs) throws IOException {
        return new Routes(new Requests(netNs, NetlinkSocket.ROUTE));
    }

    /** All interfaces. */
    public List<Link> links() throws IOException {
        List<Link> links = new ArrayList<>();
        for (Message message : requests.dump("RTM_GETLINK", dump(RTM_GETLINK).zeros(16))) {
            links.add(Link.parse(message));
        }
        return links;
    }

    /** The interface of a name. */
    public Optional<Link> link(String name) throws IOException {
        return links().stream().filter(link -> link.name().equals(name)).findFirst();
    }

    /** What the interface with a number is doing, if there is one. */
    public Optional<LinkStatistics> statistics(int index) throws IOException {
        // struct ifinfomsg: no family, type 0, index, no flags.
        MessageBuilder request = new MessageBuilder(RTM_GETLINK, MessageBuilder.ACK)
                .u32(0).u32(index).zeros(8);
        try {
            for (Message message : requests.ask("RTM_GETLINK", index, request)) {
                return Optional.of(LinkStatistics.parse(message));
            }
            return Optional.empty();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENODEV) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The addresses of all interfaces, both families. */
    public List<LinkAddress> addresses() throws IOException {
        List<LinkAddress> addresses = new ArrayList<>();
        for (Message message : requests.dump("RTM_GETADDR", dump(RTM_GETADDR).zeros(8))) {
            addresses.add(LinkAddress.parse(message));
        }
        return addresses;
    }

    /** The interface by which packets to an address leave, as the kernel routes them now; empty when there is no way. */
    public OptionalInt interfaceTo(InetAddress address) throws IOException {
        int family = address instanceof Inet4Address ? MarkRule.Family.IPV4.number : MarkRule.Family.IPV6.number;
        int bits = address.getAddress().length * Byte.SIZE;
        MessageBuilder request = new MessageBuilder(RTM_GETROUTE, MessageBuilder.ACK)
                .u8(family).u8(bits).zeros(10)
                .address(RTA_DST, address);
        try {
            for (Message message : requests.ask("RTM_GETROUTE", address, request)) {
                return OptionalInt.of(message.atLeast(RTMSG_BYTES).attributes(RTMSG_BYTES).u32(RTA_OIF, 0));
            }
            return OptionalInt.empty();
        } catch (ErrnoException e) {
            if (UNROUTED.contains(e.errno())) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** Switches an interface on; no effect when it is on. */
    public void up(Link link) throws IOException {
        // struct ifinfomsg: no family, type 0, index, flags, and which of them to change.
        MessageBuilder request = new MessageBuilder(RTM_NEWLINK, MessageBuilder.ACK)
                .u32(0).u32(link.index()).u32(Link.IFF_UP).u32(Link.IFF_UP);
        requests.change("RTM_NEWLINK", link.name() + " up", request);
    }

    public void add(MarkRule rule, Mode mode) throws IOException {
        change("RTM_NEWRULE", rule, rule(RTM_NEWRULE, ADD, rule), mode, true);
    }

    public void delete(MarkRule rule, Mode mode) throws IOException {
        change("RTM_DELRULE", rule, rule(RTM_DELRULE, MessageBuilder.ACK, rule), mode, false);
    }

    public void add(Route route, Mode mode) throws IOException {
        change("RTM_NEWROUTE", route, route(RTM_NEWROUTE, ADD, route), mode, true);
    }

    public void delete(Route route, Mode mode) throws IOException {
        change("RTM_DELROUTE", route, route(RTM_DELROUTE, MessageBuilder.ACK, route), mode, false);
    }

    private void change(String call, Record subject, MessageBuilder request, Mode mode, boolean addition)
            throws IOException {
        try {
            requests.change(call, subject, request);
        } catch (ErrnoException e) {
            boolean fulfilled = addition
                    ? e.errno() == Errno.EEXIST
                    : e.errno() == Errno.ENOENT || e.errno() == Errno.ESRCH;
            if (mode == Mode.STRICT || !fulfilled) {
                throw e;
            }
        }
    }

    private static MessageBuilder dump(int type) {
        return new MessageBuilder(type, MessageBuilder.DUMP);
    }

    private static MessageBuilder rule(int type, int flags, MarkRule rule) {
        // struct fib_rule_hdr; tables above 255 only fit the attribute.
        return new MessageBuilder(type, flags)
                .u8(rule.family().number).zeros(6).u8(FR_ACT_TO_TBL).u32(0)
                .u32(FRA_FWMARK, (int) rule.mark())
                .u32(FRA_FWMASK, (int) rule.mask())
                .u32(FRA_PRIORITY, rule.priority())
                .u32(FRA_TABLE, (int) rule.table());
    }

    private static MessageBuilder route(int type, int flags, Route route) {
        int onLink = route.gateway().isPresent() ? SCOPE_UNIVERSE : SCOPE_LINK;
        MessageBuilder request = new MessageBuilder(type, flags)
                .u8(route.family().number).u8(route.prefixLength()).u8(0).u8(0)
                .u8(0).u8(RTPROT_STATIC).u8(route.local() ? SCOPE_HOST : onLink)
                .u8(route.local() ? RTN_LOCAL : RTN_UNICAST).u32(0)
                .u32(RTA_OIF, route.interfaceIndex())
                .u32(RTA_TABLE, (int) route.table());
        if (route.prefixLength() > 0) {
            request.address(RTA_DST, route.destination());
        }
        route.gateway().ifPresent(address -> request.address(RTA_GATEWAY, address));
        route.source().ifPresent(address -> request.address(RTA_PREFSRC, address));
        return request;
    }

    @Override
    public void close() {
        requests.close();
    }
}
