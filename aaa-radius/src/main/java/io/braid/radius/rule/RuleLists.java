package io.braid.radius.rule;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.acl.Rule;
import io.braid.engine.acl.RuleList;
import io.braid.engine.convert.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lists of rules as servers send them, each compiled once however many subscribers have it. For any thread.
 *
 * <p>The octets of all NAS-Filter-Rule attributes of a packet are one string, in which NUL ends a rule: a rule may begin in
 * one attribute and end in the next (RFC 4849 §2).
 */
public final class RuleLists {
    /** Most rules of a list. */
    private static final int RULES_MAX = 512;

    /** Most lists that are kept to be found again; subscribers keep theirs beyond. */
    private static final int KEPT_MAX = 1024;

    private final Map<Octets, ConnectionFilter> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The list that these octets are.
     *
     * @param octets of all NAS-Filter-Rule attributes, one after the other
     * @throws RuleException naming the first rule that cannot be applied
     */
    public ConnectionFilter of(byte[] octets) throws RuleException {
        Octets key = Octets.of(octets);
        synchronized (kept) {
            ConnectionFilter known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        ConnectionFilter list = compile(octets);
        synchronized (kept) {
            ConnectionFilter before = kept.putIfAbsent(key, list);
            if (kept.size() > KEPT_MAX) {
                kept.remove(kept.keySet().iterator().next());
            }
            return before == null ? list : before;
        }
    }

    /**
     * A list of this host's own, shown by its name.
     *
     * @throws RuleException naming the first rule that cannot be applied
     */
    public static ConnectionFilter named(String name, List<String> texts) throws RuleException {
        return RuleList.ofDiameter(rules(texts), List.of(name));
    }

    private static ConnectionFilter compile(byte[] octets) throws RuleException {
        List<String> texts = Stream.of(new String(octets, StandardCharsets.ISO_8859_1).split("\0"))
                .filter(text -> !text.isBlank())
                .map(text -> text.strip().replaceAll("[ \\t]+", " "))
                .toList();
        if (texts.isEmpty()) {
            throw new RuleException("there is no rule");
        }
        return RuleList.ofDiameter(rules(texts), texts);
    }

    private static List<Rule> rules(List<String> texts) throws RuleException {
        List<Rule> rules = new ArrayList<>();
        for (String text : texts) {
            if (rules.size() == RULES_MAX) {
                throw new RuleException("there are more than " + RULES_MAX + " rules");
            }
            try {
                rules.add(IpFilterRule.parse(text));
            } catch (RuleException e) {
                throw new RuleException("rule " + (rules.size() + 1) + ": " + e.getMessage());
            }
        }
        return rules;
    }
}
