package io.braid.yang.validate;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Counts;
import io.braid.yang.xpath.Reads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.PathExpression;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;

/** The indexes of the running configuration, kept in step with the commits. */
final class IndexStore {
    private final Schema schema;
    private final Map<SchemaNode, Optional<SchemaNode>> targets = new HashMap<>();
    private final Map<Index, Counts> counts = new HashMap<>();
    private Branch root;

    IndexStore(Schema schema, Branch root) {
        this.schema = schema;
        this.root = root;
    }

    /** Makes the indexes that the rules of a part of the model ask for, so that no commit has to wait for them. */
    synchronized void prepare(SchemaNode node) {
        if (node instanceof ListSchema list) {
            list.uniques().forEach(unique -> Index.ofUnique(list, unique).ifPresent(index -> counts(index, root)));
        }
        if (node instanceof ValueSchema leaf) {
            Stream.of(soleTarget(leaf), soleTarget(leaf).map(_ -> (SchemaNode) leaf))
                    .flatMap(Optional::stream)
                    .flatMap(indexed -> Index.ofLeaf(indexed).stream())
                    .forEach(index -> counts(index, root));
        }
        if (node instanceof InnerSchema inner) {
            inner.children().stream().filter(SchemaNode::config).forEach(this::prepare);
        }
    }

    /** The counts in a tree; kept if it is the running one. */
    synchronized Counts counts(Index index, Branch of) {
        return of == root ? counts.computeIfAbsent(index, it -> Indexes.all(it, of)) : Indexes.all(index, of);
    }

    /** Another tree is running. */
    synchronized void follow(Branch next, List<Change> changes) {
        for (Map.Entry<Index, Counts> each : counts.entrySet()) {
            Counts[] now = {each.getValue()};
            each.getKey().differences(root, next, changes, (text, change) -> now[0] = now[0].plus(text, change));
            each.setValue(now[0]);
        }
        root = next;
    }

    /** The one leaf whose values a leafref may have, wherever it stands; empty if the path says more than that. */
    synchronized Optional<SchemaNode> soleTarget(ValueSchema leaf) {
        return targets.computeIfAbsent(leaf, _ -> {
            if (!(leaf.type().declared() instanceof LeafrefTypeDefinition ref)) {
                return Optional.empty();
            }
            PathExpression path = ref.getPathStatement();
            Set<SchemaNode> found = new Reads(schema).leafref(ref, leaf);
            boolean plain = path.isAbsolute() && path.getOriginalString().indexOf('[') < 0 && found.size() == 1;
            return plain ? Optional.of(found.iterator().next()) : Optional.empty();
        });
    }
}
