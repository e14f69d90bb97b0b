package io.braid.lab.appliance;

import java.util.ArrayList;
import java.util.List;

/** The RADIUS servers of an appliance (module {@code braid-radius}). Everything left out keeps the model's default. */
public final class RadiusDocument {
    private final List<String> content = new ArrayList<>();
    private final List<String> timers = new ArrayList<>();

    /** Looks after servers every second. */
    public RadiusDocument watchful() {
        return timer("probe-interval", 1);
    }

    /** Sets a timer. */
    public RadiusDocument timer(String name, long value) {
        timers.add("<" + name + ">" + value + "</" + name + ">");
        return this;
    }

    /** A leaf of the container itself. */
    public RadiusDocument leaf(String name, Object value) {
        content.add("<" + name + ">" + value + "</" + name + ">");
        return this;
    }

    /** One more server over UDP; its port for accounting is the next one. */
    public RadiusDocument udp(String name, String address, int port, String secret) {
        return server(name, udp(address, port, secret, true));
    }

    /** One whose answers are believed without a Message-Authenticator. */
    public RadiusDocument unsigned(String name, String address, int port, String secret) {
        return server(name, udp(address, port, secret, false));
    }

    private static String udp(String address, int port, String secret, boolean signed) {
        return "<udp><address>" + address + "</address><authentication-port>" + port + "</authentication-port>"
                + "<accounting-port>" + (port + 1) + "</accounting-port><shared-secret>" + secret + "</shared-secret>"
                + (signed ? "" : "<require-message-authenticator>false</require-message-authenticator>") + "</udp>";
    }

    /** One more server over TLS; certificates and key are DER in Base64. */
    public RadiusDocument tls(String name, String address, int port, String authority, String certificate, String key) {
        return server(
                name,
                "<tls><address>" + address + "</address><port>" + port + "</port><ca-certificate><name>ca</name><der>"
                        + authority + "</der></ca-certificate><certificate>" + certificate + "</certificate><private-key>"
                        + key + "</private-key></tls>");
    }

    /** Takes requests about subscribers at these addresses, from this client (RFC 5176). */
    public RadiusDocument dynamic(String client, String secret, String... listen) {
        StringBuilder all = new StringBuilder();
        for (String address : listen) {
            all.append("<listen><address>").append(address).append("</address></listen>");
        }
        content.add("<dynamic-authorization>" + all + "<client><name>aaa</name><address>" + client
                + "</address><shared-secret>" + secret + "</shared-secret></client></dynamic-authorization>");
        return this;
    }

    /** Reports what subscribers use, at most every so many seconds. */
    public RadiusDocument accounting(int intervalMin) {
        content.add("<accounting><interim-interval-min>" + intervalMin + "</interim-interval-min></accounting>");
        return this;
    }

    /** A list of rules that servers name. */
    public RadiusDocument filter(String name, String... rules) {
        content.add("<filter><name>" + name + "</name><rule>" + String.join("</rule><rule>", rules) + "</rule></filter>");
        return this;
    }

    private RadiusDocument server(String name, String transport) {
        content.add("<server><name>" + name + "</name>" + transport + "</server>");
        return this;
    }

    /** What is configured over NETCONF, in place of what was there before. */
    public String xml() {
        return "<radius xmlns=\"urn:braid:yang:braid-radius\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\""
                + " nc:operation=\"replace\">" + String.join("", content)
                + (timers.isEmpty() ? "" : "<timers>" + String.join("", timers) + "</timers>") + "</radius>\n";
    }
}
