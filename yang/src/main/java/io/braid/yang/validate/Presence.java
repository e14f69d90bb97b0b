package io.braid.yang.validate;

import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.Count;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Cases;
import io.braid.yang.tree.Entries;
import io.braid.yang.xpath.Existence;
import io.braid.yang.xpath.Instance;

/** Mandatory nodes and numbers of elements. What a when or a choice forbids is not missed. */
final class Presence {
    private final Existence existence;
    private final Report report;

    Presence(Existence existence, Report report) {
        this.existence = existence;
        this.report = report;
    }

    void check(Instance node, InnerSchema inner) {
        for (SchemaNode child : inner.children()) {
            if (!child.config()) {
                continue;
            }
            switch (child) {
                case LeafSchema leaf -> {
                    if (leaf.mandatory() && missing(node, leaf)) {
                        report.add(node, path(node, leaf), Violation.Kind.MANDATORY, "is missing: " + told(leaf));
                    }
                }
                case LeafListSchema list -> count(node, list, list.count());
                case ListSchema list -> count(node, list, list.count());
                default -> {}
            }
        }
        inner.choices().forEach(choice -> choice(node, choice));
    }

    private boolean missing(Instance node, SchemaNode child) {
        return node.children(child).isEmpty() && existence.allowed(node, child);
    }

    private void count(Instance node, SchemaNode list, Count count) {
        if (count.min() == 0 && count.max() == Integer.MAX_VALUE) {
            return;
        }
        int size = size(node, list);
        if (size < count.min() && (size > 0 || missing(node, list))) {
            report.add(
                    node,
                    path(node, list),
                    Violation.Kind.TOO_FEW,
                    "has " + size + " entries, at least " + count.min() + " are needed: " + told(list));
        }
        if (size > count.max()) {
            report.add(
                    node,
                    path(node, list),
                    Violation.Kind.TOO_MANY,
                    "has " + size + " entries, at most " + count.max() + " are allowed");
        }
    }

    private static int size(Instance node, SchemaNode list) {
        return node.node() instanceof Branch branch && branch.child(list).orElse(null) instanceof Entries entries
                ? entries.size()
                : node.children(list).size();
    }

    private void choice(Instance node, ChoiceSchema choice) {
        if (choice.mandatory()
                && node.node() instanceof Branch branch
                && Cases.chosen(branch, choice).isEmpty()
                && Cases.active(branch, choice.outer())
                && existence.hold(node, choice.whens())) {
            report.add(
                    node,
                    node.path() + "/" + choice.name(),
                    Violation.Kind.MANDATORY_CHOICE,
                    "none of the alternatives of " + choice.name() + " is there: add one");
        }
    }

    private static String path(Instance node, SchemaNode child) {
        return node.path() + "/" + child.pathName();
    }

    /** The first sentence of the model's description, on one line. */
    private static String told(SchemaNode node) {
        String text = node.description().strip().replaceAll("\\s+", " ");
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
