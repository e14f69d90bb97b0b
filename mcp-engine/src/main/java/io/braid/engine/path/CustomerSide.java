package io.braid.engine.path;

import io.braid.engine.config.InterfaceConfig;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells destinations behind customer-facing interfaces from others, by the kernel's routing as it is now. */
public final class CustomerSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerSide.class);

    private final Routes routes;
    private final NetworkView view;
    private volatile Map<String, InterfaceConfig> interfaces = Map.of();

    public CustomerSide(NetNs netns, NetworkView view) throws IOException {
        this.routes = netns.routes();
        this.view = view;
    }

    /**
     * Follows a new snapshot; there may be an interface for each customer.
     *
     * @param configured the interfaces with a role, by name
     */
    public void apply(Map<String, InterfaceConfig> configured) {
        interfaces = configured;
    }

    /** Whether packets to an address leave through a customer-facing interface. One question to the kernel, no waiting. */
    public boolean has(InetAddress address) {
        try {
            OptionalInt out = routes.interfaceTo(address);
            return out.isPresent()
                    && view.link(out.getAsInt())
                            .map(link -> interfaces.get(link.name()))
                            .filter(found -> found.role() == InterfaceConfig.Role.CUSTOMER_FACING)
                            .isPresent();
        } catch (IOException e) {
            LOG.warn("event=route-unknown destination={} error=\"{}\"", address.getHostAddress(), e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        routes.close();
    }
}
