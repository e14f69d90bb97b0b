package io.braid.lab.figure;

import io.braid.lab.appliance.Netconf;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an appliance tells of its subscribers over NETCONF. */
public final class SubscriberList {
    private static final String MCP = "<mcp xmlns=\"urn:braid:yang:braid-mcp\">";
    private static final String MODULE = " xmlns=\"urn:braid:yang:braid-subscriber\"";
    private static final Pattern LEAF = Pattern.compile("<([a-z-]+)>([^<]*)</");

    private final String reply;

    private SubscriberList(String reply) {
        this.reply = reply;
    }

    /** Asks now. */
    public static SubscriberList read(Netconf session) throws IOException {
        return new SubscriberList(session.call(
                "<get><filter>" + MCP + "<subscribers" + MODULE + "/></mcp></filter></get>"));
    }

    /** The leaves of the one with this prefix; of leaves with equal names the first. Without any if there is none. */
    public Map<String, String> of(String prefix) {
        for (String entry : all()) {
            Map<String, String> leaves = new HashMap<>();
            Matcher leaf = LEAF.matcher(entry);
            while (leaf.find()) {
                leaves.putIfAbsent(leaf.group(1), leaf.group(2));
            }
            if (prefix.equals(leaves.get("prefix"))) {
                return leaves;
            }
        }
        return Map.of();
    }

    /** All values of a leaf-list of the one with this prefix. */
    List<String> values(String prefix, String leafList) {
        return Pattern.compile("<" + leafList + ">([^<]*)</")
                .matcher(text(prefix))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The one with this prefix as XML; empty if there is none. */
    String text(String prefix) {
        return all().stream()
                .filter(entry -> entry.contains("<prefix>" + prefix + "</prefix>"))
                .findFirst()
                .orElse("");
    }

    /** How many there are. */
    int size() {
        return all().size();
    }

    private List<String> all() {
        return Pattern.compile("(?s)<subscriber>(.*?)</subscriber>")
                .matcher(reply)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Performs an action of a subscriber of the service of the lab. */
    static void act(Netconf session, String prefix, String action) throws IOException {
        session.call("<action xmlns=\"urn:ietf:params:xml:ns:yang:1\">" + MCP + "<subscribers" + MODULE
                + "><subscriber><service>lab</service><prefix>" + prefix + "</prefix><" + action
                + "/></subscriber></subscribers></mcp></action>");
    }

    /** How often a decision was taken. */
    static long counted(Netconf session, String reason) throws IOException {
        String reply = session.call("<get><filter>" + MCP + "<counters><decision><reason>" + reason
                + "</reason></decision></counters></mcp></filter></get>");
        Matcher count = Pattern.compile("<count>(\\d+)<").matcher(reply);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
