package io.braid.yang.store;

import io.braid.yang.tree.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change as the disk has it.
 *
 * @param kind what happened
 * @param steps identities of the nodes from the top to the one that changed, see {@link StoredNode#identity()}
 * @param before the node as it was; several of a leaf-list, or the keys of all entries if their order changed
 * @param after the node as it is
 */
record StoredChange(Change.Kind kind, List<String> steps, List<StoredNode> before, List<StoredNode> after) {
    /** Does the change. */
    void apply(StoredNode root) {
        StoredNode at = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            StoredNode around = at;
            Optional<StoredNode> next = around.child(step);
            at = next.orElseGet(() -> {
                StoredNode implicit = StoredNode.container(step);
                around.add(implicit);
                return implicit;
            });
        }
        String last = steps.getLast();
        if (kind == Change.Kind.REORDERED) {
            reorder(at, last);
        } else if (values(before) || values(after)) {
            at.removeAll(last);
            after.forEach(at::add);
        } else {
            if (after.isEmpty()) {
                at.remove(last);
            }
            after.forEach(at::add);
        }
    }

    /** The change that undoes this one. */
    StoredChange inverse() {
        Change.Kind opposite = switch (kind) {
            case CREATED -> Change.Kind.DELETED;
            case DELETED -> Change.Kind.CREATED;
            case CHANGED, REORDERED -> kind;
        };
        return new StoredChange(opposite, steps, after, before);
    }

    private static boolean values(List<StoredNode> nodes) {
        return !nodes.isEmpty() && nodes.getFirst().kind() == StoredNode.Kind.LEAF_LIST;
    }

    private void reorder(StoredNode around, String list) {
        List<StoredNode> sorted = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (StoredNode key : after) {
            around.child(key.identity()).ifPresent(sorted::add);
            named.add(key.identity());
        }
        around.children().stream()
                .filter(child -> child.name().equals(list) && !named.contains(child.identity()))
                .forEach(sorted::add);
        around.removeAll(list);
        sorted.forEach(around::add);
    }
}
