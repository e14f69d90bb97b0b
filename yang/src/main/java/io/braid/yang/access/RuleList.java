package io.braid.yang.access;

import java.util.List;
import java.util.Set;

/**
 * Rules for the members of some groups, the first that matches decides.
 *
 * @param groups their names; {@link Rule#ANY} among them means everybody who is in a group
 */
record RuleList(Set<String> groups, List<Rule> rules) {
    RuleList {
        groups = Set.copyOf(groups);
        rules = List.copyOf(rules);
    }

    boolean isFor(Set<String> memberOf) {
        return groups.contains(Rule.ANY) || groups.stream().anyMatch(memberOf::contains);
    }
}
