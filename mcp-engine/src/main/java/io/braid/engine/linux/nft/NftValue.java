package io.braid.engine.linux.nft;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Something a packet is compared with or a field is set to: an expression of nft.
 *
 * @param json its form in libnftables-json(5)
 */
public record NftValue(Object json) {
    /** A number. */
    public static NftValue of(long number) {
        return new NftValue(number);
    }

    /** A word, such as an interface's or a protocol's name. */
    public static NftValue of(String word) {
        return new NftValue(word);
    }

    public static NftValue of(InetAddress address) {
        return of(address.getHostAddress());
    }

    /** All addresses that share their first {@code length} bits. */
    public static NftValue prefix(InetAddress address, int length) {
        return node("prefix", Map.of("addr", address.getHostAddress(), "len", length));
    }

    /** From {@code low} to {@code high}, both included. */
    public static NftValue range(NftValue low, NftValue high) {
        return node("range", List.of(low.json, high.json));
    }

    /** Several values beside each other, as in {@code ip saddr . tcp dport}. */
    public static NftValue concat(NftValue... parts) {
        return node("concat", list(parts));
    }

    /** Any of several values: an anonymous set. */
    public static NftValue any(NftValue... values) {
        return node("set", list(values));
    }

    /** The members of a named set of the same table. */
    public static NftValue members(String set) {
        return of("@" + set);
    }

    /** An element of a verdict map: for this value another chain of the same table is walked. */
    public static NftValue jumpFor(NftValue key, String chain) {
        return new NftValue(List.of(key.json, Map.of("jump", Map.of("target", chain))));
    }

    /** Facts beside the packet: {@code mark}, {@code iifname}, {@code l4proto}, {@code nfproto}… */
    public static NftValue meta(String key) {
        return node("meta", Map.of("key", key));
    }

    /** A header field: {@code ip saddr}, {@code tcp dport}, {@code ip6 dscp}… */
    public static NftValue field(String protocol, String field) {
        return node("payload", Map.of("protocol", protocol, "field", field));
    }

    /** A field of a TCP option. Subtypes of {@code mptcp} are numbers: 0 MP_CAPABLE, 1 MP_JOIN (RFC 8684 §8.2). */
    public static NftValue tcpOption(String option, String field) {
        return node("tcp option", Map.of("name", option, "field", field));
    }

    /** Whether the packet has a TCP option: compare with {@code true}. */
    public static NftValue tcpOption(String option) {
        return node("tcp option", Map.of("name", option));
    }

    /** Bits of a TCP option of any kind, counted from its first one, which begins its kind. */
    public static NftValue tcpOptionBits(int kind, int offset, int length) {
        return node("tcp option", Map.of("base", kind, "offset", offset, "len", length));
    }

    /** What routing knows of an address, for example {@code fib("type", "daddr")}. */
    public static NftValue fib(String result, String... flags) {
        return node("fib", Map.of("result", result, "flags", List.of(flags)));
    }

    /** The bits both have. */
    public NftValue and(long mask) {
        return node("&", List.of(json, mask));
    }

    /** The bits either has. */
    public NftValue or(long mask) {
        return node("|", List.of(json, mask));
    }

    private static NftValue node(String name, Object content) {
        return new NftValue(Map.of(name, content));
    }

    static List<Object> list(NftValue... values) {
        return Arrays.stream(values).map(NftValue::json).toList();
    }
}
