package io.braid.appliance.state;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.LinkStatistics;
import io.braid.engine.linux.netlink.Routes;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each interface with a role does now, as the kernel tells it. */
public final class InterfaceState implements StateProvider {
    /** The names of RFC 8343, in the kernel's order. */
    private static final List<String> OPER_STATES =
            List.of("unknown", "not-present", "down", "lower-layer-down", "testing", "dormant", "up");

    private final NetNs netns;

    public InterfaceState(NetNs netns) {
        this.netns = netns;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/interface/state";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        String name = query.around().key().orElseThrow().values().getFirst();
        BranchBuilder state = new BranchBuilder(query.node());
        Optional<LinkStatistics> found = find(name);
        if (found.isEmpty()) {
            return Stream.of(state.leaf("oper-status", "not-present").build());
        }
        LinkStatistics link = found.get();
        return Stream.of(state.leaf("oper-status", OPER_STATES.get(Math.clamp(link.operState(), 0, OPER_STATES.size() - 1)))
                .leaf("if-index", link.link().index())
                .leaf("mtu", link.link().mtu())
                .container("statistics", to -> {
                    direction(to, "in-", link.in());
                    direction(to, "out-", link.out());
                })
                .build());
    }

    private static void direction(BranchBuilder to, String prefix, LinkStatistics.Direction of) {
        to.leaf(prefix + "octets", of.bytes())
                .leaf(prefix + "pkts", of.packets())
                .leaf(prefix + "discards", of.discards())
                .leaf(prefix + "errors", of.errors());
    }

    private Optional<LinkStatistics> find(String name) {
        try (Routes routes = netns.routes()) {
            return routes.statistics(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
