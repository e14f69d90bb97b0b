package io.braid.appliance.state;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.LinkStatistics;
import io.braid.engine.linux.netlink.Routes;
import io.braid.engine.path.NetworkView;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each interface with a role does now, as the kernel tells it. A concentrator may have as many as customers: one that
 * is not there costs no question, one that is there costs one.
 */
public final class InterfaceState implements StateProvider, AutoCloseable {
    /** The names of RFC 8343, in the kernel's order. */
    private static final List<String> OPER_STATES =
            List.of("unknown", "not-present", "down", "lower-layer-down", "testing", "dormant", "up");

    private final Routes routes;
    private final Optional<NetworkView> view;

    /**
     * Asks in a namespace.
     *
     * @param view the interfaces that are there; empty if nobody follows them, so that nothing is known
     */
    public InterfaceState(NetNs netns, Optional<NetworkView> view) throws IOException {
        this.routes = netns.routes();
        this.view = view;
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
            return Stream.of(state.leaf("oper-status", view.isPresent() ? "not-present" : "unknown").build());
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
        Optional<NetworkView.Link> link = view.flatMap(all -> all.link(name));
        try {
            return link.isPresent() ? routes.statistics(link.get().index()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        routes.close();
    }
}
