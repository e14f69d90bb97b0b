package io.braid.lab.appliance;

import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of an appliance (module {@code braid-mcp}). The one place of the lab that knows the model's
 * names; everything left out keeps the model's default.
 */
public final class McpDocument {
    /** The Convert port of every conversion point of the lab. */
    public static final int PORT = 5124;

    /** The announced join port of every conversion point of the lab. */
    public static final int JOIN_PORT = 5125;

    /** Who configures the appliances of the lab. */
    public static final String USER = "lab";

    private static final int INTERCEPT_PORT = 5001;
    private static final long MOST = 1_000_000;

    private final String role;
    private final List<String> customerFacing = new ArrayList<>();
    private final List<String> internetFacing = new ArrayList<>();
    private final List<String> explicit = new ArrayList<>();
    private final List<String> concentrators = new ArrayList<>();
    private final List<String> accesses = new ArrayList<>();
    private final List<String> source = new ArrayList<>();
    private boolean allowJoinInitial = true;
    private boolean intercepts;
    private final List<String> fallback = new ArrayList<>();
    private String proxyNative = "";
    private final List<String> rules = new ArrayList<>();
    private final List<String> implicit = new ArrayList<>();
    private String serverProtocol = "";
    private final List<String> limits = new ArrayList<>();
    private final List<String> sourceLimits = new ArrayList<>();
    private final List<String> timers = new ArrayList<>();
    private final List<String> authorization = new ArrayList<>();
    private boolean cookieRequired;
    private boolean hairpinning = true;
    private int subflowsMax;
    private boolean announce = true;
    private boolean anyPort;

    private McpDocument(String role) {
        this.role = role;
    }

    /** A conversion point in a CPE, or before servers: intercepts what comes from these interfaces. */
    public static McpDocument upstream(String... customerFacing) {
        McpDocument document = new McpDocument("upstream");
        document.customerFacing.addAll(List.of(customerFacing));
        document.intercepts = true;
        return document;
    }

    /** A conversion point in the network. */
    public static McpDocument downstream(String... customerFacing) {
        McpDocument document = new McpDocument("downstream");
        document.customerFacing.addAll(List.of(customerFacing));
        return document;
    }

    /** Names interfaces towards servers. */
    public McpDocument internet(String... interfaces) {
        internetFacing.addAll(List.of(interfaces));
        return this;
    }

    /** Listens on an address (draft S5.2.1). */
    public McpDocument address(String address) {
        explicit.add(leaf("address", address));
        return this;
    }

    /** Announces a further address without a port. */
    public McpDocument joinAddress(String address) {
        explicit.add(leaf("join-address", address));
        return this;
    }

    /** Whether customers are told where they may join (draft S5.2.1). */
    public McpDocument announce(boolean told) {
        announce = told;
        return this;
    }

    /** Takes MPTCP connections to every other port of its addresses too (draft S5.2.1). */
    public McpDocument anyPort() {
        anyPort = true;
        return this;
    }

    /** Whether peers may join the address and port they first connected to; false sets the C bit. */
    public McpDocument allowJoinInitial(boolean allowed) {
        allowJoinInitial = allowed;
        return this;
    }

    /** Converts towards a downstream conversion point. */
    public McpDocument concentrator(String name, String address) {
        concentrators.add(box("concentrator", leaf("name", name) + leaf("address", address) + leaf("port", PORT)));
        return this;
    }

    /** How long it waits for a concentrator, and remembers that one failed, in seconds. */
    public McpDocument fallback(int waitSeconds, int retryAfterSeconds) {
        fallback.clear();
        fallback.add(leaf("wait", waitSeconds));
        fallback.add(leaf("retry-after", retryAfterSeconds));
        return this;
    }

    /** Intercepts what comes from its customer-facing interfaces, as in implicit mode (draft S5.2.2). */
    public McpDocument intercepting() {
        intercepts = true;
        return this;
    }

    /** Which connections that speak MPTCP already are converted: never, always or by-acl (draft S5.2.2.1). */
    public McpDocument proxyNative(String which) {
        proxyNative = which;
        return this;
    }

    /** A rule of interception about a prefix of sources; the first that matches decides. */
    public McpDocument rule(String name, String source, String action) {
        rules.add(box("rule", leaf("name", name) + leaf("source-prefix", source) + leaf("action", action)));
        return this;
    }

    /**
     * Opens connections to the servers, for a conversion point on the primary access network to intercept (draft S5.2.2).
     *
     * @param primaryDown plain-tcp or explicit
     */
    public McpDocument implicit(boolean preferProxy, String primaryDown) {
        implicit.clear();
        implicit.add(leaf("prefer-proxy", preferProxy));
        implicit.add(leaf("primary-down", primaryDown));
        return this;
    }

    /** Never offers MPTCP to servers. */
    public McpDocument tcpToServers() {
        serverProtocol = "tcp";
        return this;
    }

    /** A change of one leaf of the service. */
    public static String serviceLeaf(String leaf, Object value) {
        return mcp(box("service", leaf("name", "lab") + leaf(leaf, value)));
    }

    /** A change of one leaf in a container of the service. */
    public static String serviceLeaf(String container, String leaf, Object value) {
        return mcp(box("service", leaf("name", "lab") + box(container, leaf(leaf, value))));
    }

    /** Uses an access network; the interface becomes an Internet-facing one. */
    public McpDocument access(String interfaceName, int preference) {
        internetFacing.add(interfaceName);
        accesses.add(box("access", leaf("interface", interfaceName) + leaf("preference", preference)));
        return this;
    }

    /** Servers see an address of the conversion point (draft S5.4.2). */
    public McpDocument ownAddress() {
        return source("own-address");
    }

    /** Servers see the customer's address (draft S5.4.1). */
    public McpDocument preserve() {
        return source("preserve");
    }

    private McpDocument source(String mode) {
        source.clear();
        source.add(box("ipv4", leaf("mode", mode)));
        source.add(box("ipv6", leaf("mode", mode)));
        return this;
    }

    /** Bounds the subflows of a connection, the initial one included. */
    public McpDocument subflowsMax(int most) {
        subflowsMax = most;
        return this;
    }

    /** Bounds the service: a leaf of its container limits. */
    public McpDocument limit(String name, long value) {
        limits.add(leaf(name, value));
        return this;
    }

    /** Bounds each customer: a leaf of the container limits/source. */
    public McpDocument sourceLimit(String name, long value) {
        sourceLimits.add(leaf(name, value));
        return this;
    }

    /** All load comes from one customer, whose bounds must not count before the service's. */
    public McpDocument oneCustomer() {
        return sourceLimit("conversions-max", MOST)
                .sourceLimit("pending-max", MOST)
                .sourceLimit("connection-rate", MOST);
    }

    /** Sets a timer of the service, in seconds. */
    public McpDocument timer(String name, long seconds) {
        timers.add(leaf(name, seconds));
        return this;
    }

    /** One more method by which it is decided who may use the service (draft S5.3). */
    public McpDocument method(String name) {
        authorization.add(leaf("method", name));
        return this;
    }

    /** What the method acl says of a prefix: permit or deny; the first that fits counts. */
    public McpDocument prefix(String name, String prefix, String action) {
        authorization.add(box("prefix", leaf("name", name) + leaf("prefix", prefix) + leaf("action", action)));
        return this;
    }

    /** What the method ident waits for, in seconds, and which users it permits. */
    public McpDocument ident(int timeoutSeconds, String... users) {
        StringBuilder content = new StringBuilder(leaf("timeout", timeoutSeconds));
        List.of(users).forEach(user -> content.append(leaf("user", user)));
        authorization.add(box("ident", content.toString()));
        return this;
    }

    /** A leaf about who may use the service. */
    public McpDocument authorization(String name, Object value) {
        authorization.add(leaf(name, value));
        return this;
    }

    /**
     * What holds when nobody answers who may use the service, with bounds for the unknown.
     *
     * @param policy serve-stale, fail-closed or fail-open
     */
    public McpDocument outage(String policy, int subflowsMax, int connectionsMax, int connectionRate) {
        authorization.add(box(
                "outage",
                leaf("policy", policy) + leaf("subflows-max", subflowsMax) + leaf("connections-max", connectionsMax)
                        + leaf("connection-rate", connectionRate)));
        return this;
    }

    /** Requests must bring a cookie (RFC 8803 §4.2.7). */
    public McpDocument cookieRequired() {
        cookieRequired = true;
        return this;
    }

    /** Whether one customer may be another one's server (RFC 8803 §9). */
    public McpDocument hairpinning(boolean allowed) {
        hairpinning = allowed;
        return this;
    }

    /**
     * What the appliance begins with: what counts at its start only, and who may configure it.
     *
     * @param publicKey the line of a file with a public key
     */
    public String first(String publicKey) {
        String[] words = publicKey.split(" ");
        String key = leaf("name", "lab") + leaf("algorithm", words[0]) + leaf("key-data", words[1]);
        return "<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">\n"
                + mcp(box("kernel", leaf("allow-join-initial-addr-port", allowJoinInitial)))
                + "<system xmlns=\"urn:braid:yang:braid-system\">\n"
                + box("authentication", box("user", leaf("name", USER) + box("authorized-key", key)))
                + "</system>\n</config>\n";
    }

    /** What is configured over NETCONF. */
    public String xml() {
        StringBuilder service = new StringBuilder(leaf("name", "lab") + leaf("role", role));
        if (!explicit.isEmpty()) {
            service.append(box(
                    "explicit",
                    String.join("", explicit) + leaf("port", PORT)
                            + leaf("join-port", JOIN_PORT)
                            + (announce ? "" : leaf("announce", false))
                            + (anyPort ? leaf("any-port", true) : "")
                            + (cookieRequired ? box("cookie", leaf("required", true)) : "")));
        }
        if (intercepts) {
            StringBuilder on = new StringBuilder();
            customerFacing.forEach(i -> on.append(leaf("interface", i)));
            service.append(box(
                    "intercept",
                    on + leaf("port", INTERCEPT_PORT) + (proxyNative.isEmpty() ? "" : leaf("proxy-native-mptcp", proxyNative))
                            + String.join("", rules)));
        }
        concentrators.forEach(service::append);
        if (!fallback.isEmpty()) {
            service.append(box("fallback", String.join("", fallback)));
        }
        accesses.forEach(service::append);
        if (!source.isEmpty()) {
            service.append(box("source-address", String.join("", source)));
        }
        if (!implicit.isEmpty()) {
            service.append(box("implicit", String.join("", implicit)));
        }
        if (!serverProtocol.isEmpty()) {
            service.append(leaf("server-protocol", serverProtocol));
        }
        if (!hairpinning) {
            service.append(leaf("hairpinning", false));
        }
        if (subflowsMax > 0) {
            service.append(box("path", leaf("subflows-max", subflowsMax)));
        }
        if (!timers.isEmpty()) {
            service.append(box("timers", String.join("", timers)));
        }
        String bounds = String.join("", limits)
                + (sourceLimits.isEmpty() ? "" : box("source", String.join("", sourceLimits)));
        if (!bounds.isEmpty()) {
            service.append(box("limits", bounds));
        }
        if (!authorization.isEmpty()) {
            service.append(inSubscriberModule(box("authorization", String.join("", authorization))));
        }
        StringBuilder all = new StringBuilder();
        customerFacing.forEach(i -> all.append(facing(i, "customer-facing")));
        internetFacing.forEach(i -> all.append(facing(i, "internet-facing")));
        return mcp(all.append(box("service", service.toString())).toString());
    }

    private static String inSubscriberModule(String element) {
        return element.replaceFirst(">", " xmlns=\"urn:braid:yang:braid-subscriber\">");
    }

    private static String mcp(String content) {
        return "<mcp xmlns=\"urn:braid:yang:braid-mcp\">\n" + content + "</mcp>\n";
    }

    private static String facing(String interfaceName, String role) {
        return box("interface", leaf("name", interfaceName) + leaf("role", role));
    }

    private static String leaf(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">\n";
    }

    private static String box(String name, String content) {
        return "<" + name + ">\n" + content.indent(2) + "</" + name + ">\n";
    }
}
