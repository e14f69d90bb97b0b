package io.braid.yang.schema;

import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.QName;

/** A list; as a node of the tree also an entry of it. */
public final class ListSchema extends InnerSchema {
    private final List<QName> keyNames;
    private final List<List<List<QName>>> uniques;
    private final Count count;
    private final boolean userOrdered;
    private List<LeafSchema> keys = List.of();

    ListSchema(Common common, List<QName> keyNames, List<List<List<QName>>> uniques, Count count, boolean userOrdered) {
        super(common);
        this.keyNames = List.copyOf(keyNames);
        this.uniques = List.copyOf(uniques);
        this.count = count;
        this.userOrdered = userOrdered;
    }

    /** The key leaves in the order of the key statement; empty for a list of state data without keys. */
    public List<LeafSchema> keys() {
        return keys;
    }

    @Override
    void complete(List<SchemaNode> ofModel, List<ChoiceSchema> choicesOfModel) {
        super.complete(ofModel, choicesOfModel);
        keys = keyNames.stream()
                .flatMap(key -> child(key.getNamespace().toString(), key.getLocalName()).stream())
                .flatMap(child -> child instanceof LeafSchema leaf ? Stream.of(leaf) : Stream.empty())
                .toList();
    }

    /** The unique statements; each names leaves by their path below an entry. */
    public List<List<List<QName>>> uniques() {
        return uniques;
    }

    public Count count() {
        return count;
    }

    /** Whether the order of the entries is the user's. */
    public boolean userOrdered() {
        return userOrdered;
    }
}
