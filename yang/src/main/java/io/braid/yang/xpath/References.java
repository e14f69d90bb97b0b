package io.braid.yang.xpath;

import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;

/** Tells which values a leafref may have, for whoever is about to write one. */
public final class References {
    private final Evaluator evaluator;
    private final Branch root;

    /** Looks at a configuration. */
    public References(Evaluator evaluator, Branch root) {
        this.evaluator = evaluator;
        this.root = root;
    }

    /**
     * The values that the configuration has at the path of a leafref. Keys of a sorted list are found without a look at
     * those that begin with something else.
     *
     * @param leaf where the leaf stands or would stand; what is around it need not exist
     * @param prefix what the values begin with
     * @return nothing if the leaf is no leafref
     */
    public Stream<String> values(DataPath leaf, String prefix) {
        if (!(leaf.schema() instanceof ValueSchema value)
                || !(value.type().declared() instanceof LeafrefTypeDefinition ref)) {
            return Stream.empty();
        }
        Instance from = Standing.at(evaluator.root(root), leaf.up()).standIn(leaf.schema());
        Optional<List<LeafrefKeys.Target>> lists = LeafrefKeys.lists(evaluator, ref, from);
        Stream<String> all = lists.isPresent()
                ? lists.get().stream().flatMap(target -> keys(target, prefix))
                : Leafrefs.targets(evaluator, ref, from).stream().map(Instance::text);
        return all.filter(text -> text.startsWith(prefix)).distinct();
    }

    private static Stream<String> keys(LeafrefKeys.Target target, String prefix) {
        return target.around().node() instanceof Branch branch
                        && branch.child(target.list()).orElse(null) instanceof Entries entries
                ? entries.beginning(List.of(prefix)).map(entry -> Key.of(entry).values().getFirst())
                : Stream.empty();
    }
}
