package io.braid.engine.linux.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table, and the maker of commands about it.
 *
 * @param family {@code inet}, {@code ip} or {@code ip6}
 * @param name its name
 */
public record NftTable(String family, String name) {
    /** Priorities of netfilter's hooks, by the names nft gives them. */
    public static final int RAW = -300;

    public static final int MANGLE = -150;
    public static final int FILTER = 0;

    /** A table for IPv4 and IPv6. */
    public static NftTable inet(String name) {
        return new NftTable("inet", name);
    }

    /** Makes the table; no effect when it exists. */
    public NftCommand add() {
        return command("add", "table", Map.of("family", family, "name", name));
    }

    /** Removes the table with all that is in it; fails when it does not exist, see {@link #clear}. */
    public NftCommand delete() {
        return command("delete", "table", Map.of("family", family, "name", name));
    }

    /** Removes the table whether or not it exists. */
    public List<NftCommand> clear() {
        return List.of(add(), delete());
    }

    /**
     * A chain that packets enter by themselves; packets that leave its end are accepted.
     *
     * @param type {@code filter}, {@code route} or {@code nat}
     * @param hook {@code prerouting}, {@code input}, {@code forward}, {@code output} or {@code postrouting}
     * @param priority order among chains of the hook, lowest first
     */
    public NftCommand addChain(String chain, String type, String hook, int priority) {
        Map<String, Object> content = of(chain);
        content.put("type", type);
        content.put("hook", hook);
        content.put("prio", priority);
        content.put("policy", "accept");
        return command("add", "chain", content);
    }

    /** A chain that other chains jump to. */
    public NftCommand addChain(String chain) {
        return command("add", "chain", of(chain));
    }

    /** Removes all rules of a chain. */
    public NftCommand flushChain(String chain) {
        return command("flush", "chain", of(chain));
    }

    /** Removes a chain; nothing may jump to it, and it must be flushed. */
    public NftCommand deleteChain(String chain) {
        return command("delete", "chain", of(chain));
    }

    /** Adds a rule at the end of a chain. */
    public NftCommand addRule(String chain, NftStatement... statements) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("family", family);
        content.put("table", name);
        content.put("chain", chain);
        content.put("expr", Arrays.stream(statements).map(NftStatement::json).toList());
        return command("add", "rule", content);
    }

    /**
     * A named set.
     *
     * @param sizeMax most elements it may hold
     * @param flags such as {@code interval}, {@code dynamic}, {@code timeout}
     * @param types of the parts of an element, such as {@code ipv4_addr}, {@code inet_service}
     */
    public NftCommand addSet(String set, int sizeMax, List<String> flags, String... types) {
        Map<String, Object> content = of(set);
        content.put("type", types.length == 1 ? types[0] : List.of(types));
        content.put("size", sizeMax);
        if (!flags.isEmpty()) {
            content.put("flags", flags);
        }
        return command("add", "set", content);
    }

    /**
     * A named map from values to what becomes of a packet that has one.
     *
     * @param sizeMax most elements it may hold
     * @param type of the values, such as {@code ifname}
     */
    public NftCommand addVerdictMap(String map, int sizeMax, String type) {
        Map<String, Object> content = of(map);
        content.put("type", type);
        content.put("map", "verdict");
        content.put("size", sizeMax);
        return command("add", "map", content);
    }

    public NftCommand addElements(String set, NftValue... elements) {
        return elements("add", set, elements);
    }

    /** Fails when one of them is not in the set. */
    public NftCommand deleteElements(String set, NftValue... elements) {
        return elements("delete", set, elements);
    }

    /** Removes a set; no rule may refer to it. */
    public NftCommand deleteSet(String set) {
        return command("delete", "set", of(set));
    }

    public NftCommand flushSet(String set) {
        return command("flush", "set", of(set));
    }

    private NftCommand elements(String verb, String set, NftValue... elements) {
        Map<String, Object> content = of(set);
        content.put("elem", new ArrayList<>(NftValue.list(elements)));
        return command(verb, "element", content);
    }

    private Map<String, Object> of(String named) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("family", family);
        content.put("table", name);
        content.put("name", named);
        return content;
    }

    private static NftCommand command(String verb, String kind, Map<String, Object> content) {
        return new NftCommand(Map.of(verb, Map.of(kind, content)));
    }
}
