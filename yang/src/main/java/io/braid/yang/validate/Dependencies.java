package io.braid.yang.validate;

import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.Condition;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.xpath.Reads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RequireInstanceRestrictedTypeDefinition;

/** Which rules read which nodes; made once for a model. */
final class Dependencies {
    /**
     * A rule to judge again when a node changes.
     *
     * @param site the rule
     * @param depth only contexts that have the same instance at this depth around them are concerned
     * @param lost whether only what is no longer there can break the rule
     */
    record Trigger(Site site, int depth, boolean lost) {}

    private final Schema schema;
    private final Map<SchemaNode, List<Trigger>> triggers = new HashMap<>();
    private final List<Site> always = new ArrayList<>();
    private final Map<SchemaNode, List<SchemaNode>> below = new HashMap<>();

    Dependencies(Schema schema) {
        this.schema = schema;
        node(schema.root());
    }

    List<Trigger> of(SchemaNode changed) {
        return triggers.getOrDefault(changed, List.of());
    }

    /** Rules that any change may break. */
    List<Site> always() {
        return always;
    }

    /** A node and all in it that some rule reads. */
    List<SchemaNode> below(SchemaNode node) {
        return below.getOrDefault(node, List.of());
    }

    private List<SchemaNode> node(SchemaNode node) {
        if (!node.config()) {
            return List.of();
        }
        for (Condition must : node.musts()) {
            add(new Site.Must(node, must), new Reads(schema).condition(must, node));
        }
        if (!node.whens().isEmpty()) {
            add(new Site.When(node), new Reads(schema).existence(node));
        }
        if (node instanceof ValueSchema leaf
                && leaf.type().declared() instanceof RequireInstanceRestrictedTypeDefinition<?> type
                && type.requireInstance()) {
            reference(leaf, type);
        }
        if (node instanceof ListSchema list) {
            unique(list);
        }
        List<SchemaNode> all = new ArrayList<>();
        all.add(node);
        if (node instanceof InnerSchema inner) {
            for (ChoiceSchema choice : inner.choices()) {
                Reads reads = new Reads(schema);
                choice.whens().forEach(when -> inner.children().stream()
                        .findFirst()
                        .ifPresent(member -> reads.condition(when, member)));
                add(new Site.Inside(inner), reads);
            }
            inner.children().forEach(child -> all.addAll(node(child)));
        }
        below.put(node, List.copyOf(all));
        return all;
    }

    private void reference(ValueSchema leaf, RequireInstanceRestrictedTypeDefinition<?> type) {
        Site site = new Site.Reference(leaf);
        if (!(type instanceof LeafrefTypeDefinition ref)) {
            always.add(site);
            return;
        }
        Reads reads = new Reads(schema);
        reads.leafref(ref, leaf);
        boolean lost = ref.getPathStatement().getOriginalString().indexOf('[') < 0;
        add(site, reads, lost);
    }

    private void unique(ListSchema list) {
        int depth = Reads.depthOf(list) - 1;
        for (List<List<QName>> unique : list.uniques()) {
            Reads reads = new Reads(schema);
            unique.forEach(path -> Index.path(list, path).forEach(node -> reads.node(node, depth)));
            add(new Site.Unique(list), reads);
        }
    }

    private void add(Site site, Reads reads) {
        add(site, reads, false);
    }

    private void add(Site site, Reads reads, boolean lost) {
        if (reads.everything()) {
            always.add(site);
            return;
        }
        Set<Map.Entry<SchemaNode, Integer>> all = reads.depths().entrySet();
        all.forEach(read -> triggers.computeIfAbsent(read.getKey(), _ -> new ArrayList<>())
                .add(new Trigger(site, read.getValue(), lost)));
    }
}
