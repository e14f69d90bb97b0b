package io.braid.yang.validate;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Node;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what follows from changes to a valid tree: the changed nodes, and the rules that read them. */
final class ChangeCheck {
    private final Dependencies dependencies;
    private final Indexes indexes;
    private final Rules rules;
    private final Instance root;
    private final Set<Node> counted = new HashSet<>();
    private final Map<Again, Instance> again = new LinkedHashMap<>();
    private final Map<Node, Boolean> whens = new IdentityHashMap<>();

    /** A rule to be judged again, everywhere below a node. */
    private record Again(Site site, Node below) {}

    ChangeCheck(Schema schema, Dependencies dependencies, Indexes indexes, Branch after) {
        this.dependencies = dependencies;
        this.indexes = indexes;
        this.rules = new Rules(schema, indexes::exists);
        this.root = rules.evaluator().root(after);
    }

    List<Violation> run(List<Change> changes) {
        changes.forEach(this::change);
        dependencies.always().forEach(site -> again(site, root));
        again.forEach((what, below) -> judge(what.site, below));
        return rules.violations();
    }

    private void change(Change change) {
        List<Instance> around = around(change.path());
        Instance parent = around.getLast();
        if (counted.add(parent.node())) {
            if (reachable(parent)) {
                rules.presence(parent);
            }
        }
        if (change.kind() != Change.Kind.REORDERED && reachable(parent)) {
            visit(parent, change.path());
        }
        SchemaNode schema = change.path().schema();
        boolean inside = change.kind() != Change.Kind.CHANGED;
        boolean lost = change.before().isPresent();
        for (SchemaNode touched : inside ? dependencies.below(schema) : List.of(schema)) {
            for (Dependencies.Trigger trigger : dependencies.of(touched)) {
                // Below the change itself, all has been judged.
                if (trigger.depth() < around.size() && (lost || !trigger.lost())) {
                    again(trigger.site(), around.get(trigger.depth()));
                }
            }
        }
    }

    private void again(Site site, Instance below) {
        again.putIfAbsent(new Again(site, below.node()), below);
    }

    /** The instances around a changed node, from the root. */
    private List<Instance> around(DataPath path) {
        List<Instance> around = new ArrayList<>();
        around.add(root);
        List<DataPath> steps = path.steps();
        for (DataPath step : steps.subList(0, steps.size() - 1)) {
            Instance at = around.getLast();
            around.add(
                    step.schema() instanceof ListSchema list
                            ? at.entry(list, step.key().orElseThrow()).orElseThrow()
                            : at.children(step.schema()).getFirst());
        }
        return around;
    }

    private void visit(Instance parent, DataPath path) {
        if (path.schema() instanceof ListSchema list) {
            parent.entry(list, path.key().orElseThrow()).ifPresent(rules::visit);
        } else {
            parent.children(path.schema()).forEach(rules::visit);
        }
        if (path.schema().inCase().isPresent()) {
            // Another case may hold now: with its defaults, and containers that need not be created.
            ((Branch) parent.node()).schema().children().stream()
                    .filter(sibling -> sibling.inCase().isPresent() && sibling.config())
                    .flatMap(sibling -> parent.children(sibling).stream())
                    .filter(instance -> !instance.explicit())
                    .forEach(rules::visit);
        }
    }

    private void judge(Site site, Instance below) {
        switch (site) {
            case Site.Unique(ListSchema list) -> instances(below, list.parent().orElseThrow(), around -> {
                if (indexes.mayRepeat(list)) {
                    rules.unique(around, list);
                }
            });
            case Site.When(SchemaNode node) -> instances(below, node.parent().orElseThrow(), around -> when(around, node));
            case Site.Inside(SchemaNode node) -> instances(below, node, rules::presence);
            case Site.Must must -> instances(below, must.node(), node -> rules.must(node, must.condition()));
            case Site.Reference(ValueSchema leaf) -> {
                if (indexes.mayDangle(leaf)) {
                    instances(below, leaf, rules::reference);
                }
            }
        }
    }

    private void when(Instance around, SchemaNode node) {
        rules.presence(around);
        for (Instance instance : around.children(node)) {
            if (instance.explicit()) {
                rules.whens(instance);
            } else {
                rules.visit(instance);
            }
        }
    }

    private interface Visitor {
        void node(Instance instance);
    }

    /** All instances of a schema node at or below an instance, of those that are judged at all. */
    private void instances(Instance below, SchemaNode wanted, Visitor visitor) {
        List<SchemaNode> chain = Index.chain(wanted);
        if (reachable(below)) {
            descend(below, chain.subList(chain.indexOf(below.schema()) + 1, chain.size()), visitor);
        }
    }

    private void descend(Instance at, List<SchemaNode> chain, Visitor visitor) {
        if (chain.isEmpty()) {
            visitor.node(at);
            return;
        }
        for (Instance child : at.children(chain.getFirst())) {
            if (allowed(child)) {
                descend(child, chain.subList(1, chain.size()), visitor);
            }
        }
    }

    /** Whether nodes inside this one are judged: not if a when above them is false, which is told for itself. */
    private boolean reachable(Instance node) {
        Optional<Instance> parent = node.parent();
        return allowed(node) && (parent.isEmpty() || reachable(parent.get()));
    }

    private boolean allowed(Instance node) {
        return !node.explicit()
                || node.schema().whens().isEmpty()
                || whens.computeIfAbsent(node.node(), _ -> rules.hold(node));
    }
}
