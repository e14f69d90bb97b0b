package io.braid.appliance.mapping;

import io.braid.engine.config.SafeguardConfig;
import io.braid.engine.config.SafeguardConfig.Customers;
import io.braid.yang.tree.Reader;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Maps who is kept away (draft S5.3). Keeps what it made as long as nothing of it changes. For one thread. */
final class SafeguardMapping {
    private SafeguardConfig known = SafeguardConfig.NONE;

    SafeguardConfig of(Reader mcp, Set<String> internetFacing) {
        boolean refuses = mcp.container("safeguard").text("internet-facing-mptcp").equals("refuse");
        Map<String, Customers> customers = new HashMap<>();
        for (Reader service : mcp.list("service")) {
            customers(service).ifPresent(found -> customers.put(service.text("name"), found));
        }
        Set<String> interfaces = refuses ? internetFacing : Set.of();
        if (!interfaces.equals(known.internetFacing()) || !customers.equals(known.customers())) {
            known = new SafeguardConfig(interfaces, customers);
        }
        return known;
    }

    private static Optional<Customers> customers(Reader service) {
        String access = service.text("customers-to-concentrators");
        Optional<Reader> intercept = service.presence("intercept");
        var concentrators = service.list("concentrator").stream()
                .map(each -> InetAddress.ofLiteral(each.text("address")))
                .distinct()
                .toList();
        if (access.equals("permit") || intercept.isEmpty() || concentrators.isEmpty() || !service.flag("enabled")) {
            return Optional.empty();
        }
        return Optional.of(
                new Customers(intercept.get().values("interface"), concentrators, access.equals("refuse-mptcp")));
    }
}
