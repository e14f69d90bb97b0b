package io.braid.engine.linux.nft;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;

/**
 * One step of a rule: a condition or an action. Conditions come first, in the order of the packet's layers.
 *
 * @param json its form in libnftables-json(5)
 */
public record NftStatement(Map<String, Object> json) {
    private static final String TCP = "tcp";
    private static final long FIN_SYN_RST_ACK = 0x17;
    private static final long SYN = 0x02;
    /** TCP option kind of Multipath TCP (RFC 8684 §8.1). */
    private static final int MPTCP = 30;

    /** Goes on if they are equal; with a set or range, if the left one is in it. */
    public static NftStatement match(NftValue left, NftValue right) {
        return compare("==", left, right);
    }

    /** Goes on if they differ. */
    public static NftStatement differ(NftValue left, NftValue right) {
        return compare("!=", left, right);
    }

    /** TCP over either family. A {@code tproxy} needs this condition before it. */
    public static NftStatement tcp() {
        return match(NftValue.meta("l4proto"), NftValue.of(TCP));
    }

    /** IPv4 packets, in a table of family inet. */
    public static NftStatement ipv4() {
        return match(NftValue.meta("nfproto"), NftValue.of("ipv4"));
    }

    /** IPv6 packets, in a table of family inet. */
    public static NftStatement ipv6() {
        return match(NftValue.meta("nfproto"), NftValue.of("ipv6"));
    }

    /** The first packet of a TCP connection or subflow. */
    public static NftStatement syn() {
        return match(NftValue.field(TCP, "flags").and(FIN_SYN_RST_ACK), NftValue.of(SYN));
    }

    /** TCP packets with an MP_JOIN option: a SYN of an additional subflow (RFC 8684 §3.2). */
    public static NftStatement mpJoin() {
        return match(NftValue.tcpOption("mptcp", "subtype"), NftValue.of(1));
    }

    /** TCP packets with an MP_CAPABLE option: a SYN of an initial subflow (RFC 8684 §3.1). */
    public static NftStatement mpCapable() {
        return match(NftValue.tcpOption("mptcp", "subtype"), NftValue.of(0));
    }

    /** TCP packets with any MPTCP option. */
    public static NftStatement mptcp() {
        return match(NftValue.tcpOption("mptcp"), new NftValue(true));
    }

    /** TCP packets with an option of this kind. */
    public static NftStatement tcpOption(int kind) {
        // Of the kind itself, nft asks for presence.
        return match(NftValue.tcpOptionBits(kind, 0, Byte.SIZE), new NftValue(true));
    }

    /** SYNs of additional subflows whose token is in a set (RFC 8684 §3.2). */
    public static NftStatement joinOf(String tokenSet) {
        return match(NftValue.tcpOptionBits(MPTCP, 32, 32), NftValue.members(tokenSet));
    }

    /** Packets whose mark lacks a bit. */
    public static NftStatement unmarked(long bit) {
        return match(NftValue.meta("mark").and(bit), NftValue.of(0));
    }

    /** Packets of a connection whose socket here is transparent. */
    public static NftStatement transparentSocket() {
        return match(socketTransparent(), NftValue.of(1));
    }

    /** Packets for which there is a socket here: of their connection, or one that listens. */
    public static NftStatement anySocket() {
        return match(socketTransparent(), NftValue.any(NftValue.of(0), NftValue.of(1)));
    }

    private static NftValue socketTransparent() {
        return new NftValue(Map.of("socket", Map.of("key", "transparent")));
    }

    /** Hands the packet to the listener at an own address; the mark must then route it to this host. */
    public static NftStatement tproxy(InetAddress address, int port) {
        return new NftStatement(Map.of(
                "tproxy",
                Map.of(
                        "family", address instanceof Inet4Address ? "ip" : "ip6",
                        "addr", address.getHostAddress(),
                        "port", port)));
    }

    /** Sets a field or fact of the packet. */
    public static NftStatement set(NftValue key, NftValue value) {
        return new NftStatement(Map.of("mangle", Map.of("key", key.json(), "value", value.json())));
    }

    /** Sets the packet's mark. */
    public static NftStatement setMark(long mark) {
        return set(NftValue.meta("mark"), NftValue.of(mark));
    }

    /** Sets one bit of the packet's mark and leaves the others. */
    public static NftStatement addMark(long bit) {
        return set(NftValue.meta("mark"), NftValue.meta("mark").or(bit));
    }

    /** Counts packets and bytes. */
    public static NftStatement counter() {
        return new NftStatement(Map.of("counter", Map.of("packets", 0, "bytes", 0)));
    }

    public static NftStatement accept() {
        return verdict("accept");
    }

    public static NftStatement drop() {
        return verdict("drop");
    }

    /** Answers with a TCP RST. */
    public static NftStatement reset() {
        return new NftStatement(Map.of("reject", Map.of("type", "tcp reset")));
    }

    /** Ends this chain. */
    public static NftStatement leave() {
        return verdict("return");
    }

    /** Goes on in another chain of the same table, and does not come back. */
    public static NftStatement goTo(String chain) {
        return new NftStatement(Map.of("goto", Map.of("target", chain)));
    }

    /** Walks another chain of the same table and comes back. */
    public static NftStatement jump(String chain) {
        return new NftStatement(Map.of("jump", Map.of("target", chain)));
    }

    /** Does what a verdict map says of a value; goes on if it says nothing. */
    public static NftStatement verdictOf(NftValue key, String map) {
        return new NftStatement(Map.of("vmap", Map.of("key", key.json(), "data", "@" + map)));
    }

    private static NftStatement verdict(String name) {
        // libnftables wants {"accept": null}, which Map.of cannot hold.
        return new NftStatement(Collections.singletonMap(name, null));
    }

    private static NftStatement compare(String operator, NftValue left, NftValue right) {
        return new NftStatement(Map.of("match", Map.of("op", operator, "left", left.json(), "right", right.json())));
    }
}
