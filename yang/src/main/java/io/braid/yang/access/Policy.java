package io.braid.yang.access;

import io.braid.yang.port.Principal;
import io.braid.yang.schema.NodePath;
import io.braid.yang.tree.Reader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration of access control.
 *
 * @param enabled whether it is enforced
 * @param externalGroups whether groups count that the transport tells
 * @param permitted the operations that are permitted where no rule tells otherwise
 * @param groups the users of each group
 */
public record Policy(
        boolean enabled,
        boolean externalGroups,
        Set<Access> permitted,
        Map<String, Set<String>> groups,
        List<RuleList> ruleLists) {
    private static final String PERMIT = "permit";

    /** Of a model without access control. */
    static final Policy NONE = new Policy(false, false, Set.of(), Map.of(), List.of());

    /**
     * Reads it.
     *
     * @param root the root of a valid tree
     */
    public static Policy of(Reader root) {
        Reader nacm = root.container("nacm");
        Set<Access> permitted = new HashSet<>();
        if (nacm.text("read-default").equals(PERMIT)) {
            permitted.add(Access.READ);
        }
        if (nacm.text("write-default").equals(PERMIT)) {
            permitted.addAll(Set.of(Access.CREATE, Access.UPDATE, Access.DELETE));
        }
        if (nacm.text("exec-default").equals(PERMIT)) {
            permitted.add(Access.EXEC);
        }
        return new Policy(
                nacm.flag("enable-nacm"),
                nacm.flag("enable-external-groups"),
                permitted,
                nacm.container("groups").list("group").stream()
                        .collect(Collectors.toMap(group -> group.text("name"), group -> Set.copyOf(group.values("user-name")))),
                nacm.list("rule-list").stream().map(Policy::ruleList).toList());
    }

    private static RuleList ruleList(Reader list) {
        list.text("name");
        return new RuleList(
                Set.copyOf(list.values("group")), list.list("rule").stream().map(Policy::rule).toList());
    }

    private static Rule rule(Reader rule) {
        rule.text("name");
        rule.find("comment");
        Optional<String> rpc = rule.find("rpc-name");
        Optional<String> event = rule.find("notification-name");
        Optional<String> path = rule.find("path");
        Rule.Kind kind = rpc.isPresent()
                ? Rule.Kind.PROTOCOL_OPERATION
                : event.isPresent() ? Rule.Kind.NOTIFICATION : path.isPresent() ? Rule.Kind.DATA : Rule.Kind.EVERYTHING;
        return new Rule(
                rule.text("module-name"),
                kind,
                rpc.or(() -> event).orElse(Rule.ANY),
                NodePath.of(path.orElse("/"), module -> module),
                operations(rule.text("access-operations")),
                rule.text("action").equals(PERMIT));
    }

    private static Set<Access> operations(String bits) {
        List<String> named = List.of(bits.split(" "));
        return Arrays.stream(Access.values())
                .filter(access -> bits.equals(Rule.ANY) || named.contains(access.text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether everybody who can log in may do everything: as long as no rule and no member of a group is configured there is
     * nobody who could configure them, so that each session is a recovery session (RFC 8341 §3.2).
     */
    public boolean open() {
        return !enabled || ruleLists.isEmpty() && groups.values().stream().allMatch(Set::isEmpty);
    }

    Set<String> groupsOf(Principal principal) {
        Set<String> found = new HashSet<>(externalGroups ? principal.groups() : Set.of());
        groups.forEach((group, users) -> {
            if (users.contains(principal.user())) {
                found.add(group);
            }
        });
        return found;
    }

    /** The rules that count for members of these groups, in their order. Who is in no group has none. */
    List<Rule> rulesFor(Set<String> memberOf) {
        return memberOf.isEmpty()
                ? List.of()
                : ruleLists.stream()
                        .filter(list -> list.isFor(memberOf))
                        .flatMap(list -> list.rules().stream())
                        .toList();
    }
}
