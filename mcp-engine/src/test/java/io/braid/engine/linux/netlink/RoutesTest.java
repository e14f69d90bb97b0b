package io.braid.engine.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.netlink.LinkEvent.AddressChanged;
import io.braid.engine.linux.netlink.LinkEvent.LinkChanged;
import io.braid.engine.linux.netlink.MarkRule.Family;
import io.braid.engine.linux.netlink.Routes.Mode;
import io.braid.engine.testing.TestHost;
import io.braid.engine.testing.TestNet;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RoutesTest {
    @Test
    void anInterfaceTellsItsStatisticsAndAMissingOneNothing() throws Exception {
        try (TestNet net = new TestNet();
                Routes routes = Routes.in(net.host("h").netNs())) {
            Link loopback = routes.link("lo").orElseThrow();
            LinkStatistics found = routes.statistics(loopback.index()).orElseThrow();
            assertEquals("lo", found.link().name());
            assertEquals(0, found.in().bytes());
            assertEquals(Optional.empty(), routes.statistics(4711));
        }
    }

    @Test
    void rulesAndRoutesComeAndGoAndRepetitionIsHarmlessWhenAsked() throws Exception {
        try (TestNet net = new TestNet();
                Routes routes = Routes.in(net.host("other").netNs())) {
            TestHost host = net.host("h");
            try (Routes own = host.netNs().routes()) {
                for (Family family : Family.values()) {
                    String option = family == Family.IPV4 ? "-4" : "-6";
                    MarkRule rule = new MarkRule(family, 0x8000_0000L, 0x8000_0000L, 1000, 77);
                    Route route = Route.allLocal(family, 1000);
                    for (int i = 0; i < 2; i++) {
                        own.add(rule, Mode.IDEMPOTENT);
                        own.add(route, Mode.IDEMPOTENT);
                    }
                    assertEquals(Errno.EEXIST, strict(() -> own.add(rule, Mode.STRICT)));
                    assertEquals(Errno.EEXIST, strict(() -> own.add(route, Mode.STRICT)));
                    assertTrue(host.ip(option, "rule").contains("77:\tfrom all fwmark 0x80000000/0x80000000 lookup 1000"));
                    assertTrue(host.ip(option, "route", "show", "table", "1000").startsWith("local default dev lo"));

                    for (int i = 0; i < 2; i++) {
                        own.delete(rule, Mode.IDEMPOTENT);
                        own.delete(route, Mode.IDEMPOTENT);
                    }
                    strict(() -> own.delete(rule, Mode.STRICT));
                    strict(() -> own.delete(route, Mode.STRICT));
                    assertFalse(host.ip(option, "rule").contains("fwmark"));
                }
            }
            assertEquals(List.of("lo"), routes.links().stream().map(Link::name).toList());
        }
    }

    private static int strict(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(ErrnoException.class, call).errno();
    }

    @Test
    void theInterfaceTowardsAnAddressIsTheKernelsChoice() throws Exception {
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("h");
            net.cable(host, "eth0", net.host("r"), "eth0");
            host.address("eth0", "10.0.0.2/24").address("eth0", "fd00::2/64");
            host.ip("route", "add", "prohibit", "192.0.2.1/32");
            try (Routes routes = host.netNs().routes()) {
                OptionalInt eth0 = OptionalInt.of(routes.link("eth0").orElseThrow().index());
                assertEquals(eth0, routes.interfaceTo(InetAddress.ofLiteral("10.0.0.7")));
                assertEquals(eth0, routes.interfaceTo(InetAddress.ofLiteral("fd00::7")));
                assertEquals(OptionalInt.empty(), routes.interfaceTo(InetAddress.ofLiteral("192.0.2.1")));
                assertEquals(OptionalInt.empty(), routes.interfaceTo(InetAddress.ofLiteral("198.51.100.1")));
                assertEquals(OptionalInt.empty(), routes.interfaceTo(InetAddress.ofLiteral("2001:db8::1")));
            }
        }
    }

    @Test
    void unicastRoutesNameRouterInterfaceAndSource() throws Exception {
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("h");
            net.cable(host, "eth0", net.host("r"), "eth0");
            host.address("eth0", "10.0.0.2/24");
            try (Routes routes = host.netNs().routes()) {
                int index = routes.link("eth0").orElseThrow().index();
                routes.add(Route.defaultVia(InetAddress.getByName("10.0.0.1"), index, 254), Mode.STRICT);
                routes.add(
                        new Route(false, InetAddress.getByName("192.0.2.0"), 24, index, Optional.empty(),
                                Optional.of(InetAddress.getByName("10.0.0.2")), 7),
                        Mode.STRICT);
                routes.add(Route.local(InetAddress.getByName("203.0.113.0"), 24, 255), Mode.STRICT);
                assertTrue(host.ip("route").contains("default via 10.0.0.1 dev eth0"));
                assertTrue(host.ip("route", "show", "table", "7").contains("192.0.2.0/24 dev eth0 proto static scope link src 10.0.0.2"));
                assertTrue(host.ip("route", "get", "203.0.113.77").startsWith("local 203.0.113.77"));
                ErrnoException e = assertThrows(
                        ErrnoException.class,
                        () -> routes.add(Route.defaultVia(InetAddress.getByName("10.9.9.9"), index, 254), Mode.STRICT));
                assertTrue(e.getMessage().contains("Nexthop has invalid gateway"), e.getMessage());
            }
        }
    }

    @Test
    void changesOfLinksAndAddressesAreTold() throws Exception {
        BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>(1000);
        try (TestNet net = new TestNet()) {
            TestHost host = net.host("h");
            TestHost router = net.host("r");
            try (LinkEvents _ = host.netNs().linkEvents(new LinkEvents.Listener() {
                        @Override
                        public void event(LinkEvent event) {
                            events.add(event);
                        }

                        @Override
                        public void overrun() {
                            throw new AssertionError("a few events overran the buffer");
                        }
                    });
                    Routes routes = host.netNs().routes()) {
                net.cable(host, "eth0", router, "eth0");
                await(events, e -> e instanceof LinkChanged c && c.link().name().equals("eth0") && c.link().usable());
                int index = routes.link("eth0").orElseThrow().index();
                host.address("eth0", "10.0.0.2/24");
                LinkAddress address =
                        new LinkAddress(index, InetAddress.getByName("10.0.0.2"), 24, 0, true);
                await(events, new AddressChanged(address, false)::equals);
                assertTrue(routes.addresses().contains(address));
                router.ip("link", "set", "eth0", "down");
                await(events, e -> e instanceof LinkChanged c && c.link().up() && !c.link().lowerUp());
                host.ip("address", "del", "10.0.0.2/24", "dev", "eth0");
                await(events, new AddressChanged(address, true)::equals);
                host.ip("link", "del", "eth0");
                await(events, e -> e instanceof LinkChanged c && c.removed() && c.link().index() == index);
            }
        }
    }

    private static void await(BlockingQueue<LinkEvent> events, Predicate<LinkEvent> fits) throws Exception {
        LinkEvent event;
        do {
            event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("the event did not come within 10 s");
            }
        } while (!fits.test(event));
    }
}
