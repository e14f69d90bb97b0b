package io.braid.yang.edit;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.InstanceIdentifierTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;

/** Edits of any form, with values from so few that they meet. */
public final class RandomEdits {
    private static final String[] NAMES = {"a", "b", "c", "deaf"};
    private static final String[] NUMBERS = {"1", "2", "3", "11", "13"};
    private static final String[] POINTERS = {
        "/market:market/limit", "/market:market/stall[id='1']", "/market:market/trade[name='a']/code", "/market:market/alarm/loud"
    };

    private final Random random;

    public RandomEdits(Random random) {
        this.random = random;
    }

    /** An edit of a few nodes. */
    public EditRequest request(InnerSchema root) {
        Operation fallback = random.nextInt(8) == 0 ? Operation.NONE : Operation.MERGE;
        return new EditRequest(
                EditNode.branch(root, children(root, 1)),
                fallback,
                EditRequest.TestOption.SET,
                EditRequest.ErrorOption.CONTINUE);
    }

    private List<EditNode> children(InnerSchema around, int atLeast) {
        List<EditNode> children = new ArrayList<>();
        List<SchemaNode> known = around.children();
        int count = known.isEmpty() ? 0 : atLeast + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            SchemaNode node = known.get(random.nextInt(known.size()));
            boolean key = around instanceof ListSchema list && list.keys().contains(node);
            if (!key && node.config()) {
                children.add(node(node));
            }
        }
        return children;
    }

    private EditNode node(SchemaNode node) {
        EditNode edit = switch (node) {
            case ListSchema list -> EditNode.branch(list, entry(list));
            case InnerSchema inner -> EditNode.branch(inner, children(inner, 0));
            case ValueSchema leaf -> EditNode.leaf(leaf, value(leaf.type().real()));
        };
        boolean ordered = node instanceof ListSchema list && list.userOrdered()
                || node instanceof LeafListSchema leaves && leaves.userOrdered();
        EditNode placed = ordered && random.nextInt(3) == 0 ? edit.at(place(node)) : edit;
        return random.nextInt(node.parent().orElseThrow().parent().isEmpty() ? 40 : 4) == 0
                ? placed.with(Operation.values()[random.nextInt(5)])
                : placed;
    }

    private Insert place(SchemaNode node) {
        TypeDefinition<?> type = node instanceof ListSchema list
                ? list.keys().getFirst().type().real()
                : ((ValueSchema) node).type().real();
        return new Insert(
                Insert.Where.values()[random.nextInt(4)], Optional.of(Key.of(value(type))));
    }

    private List<EditNode> entry(ListSchema list) {
        List<EditNode> children = new ArrayList<>();
        for (LeafSchema key : list.keys()) {
            children.add(EditNode.leaf(key, value(key.type().real())));
        }
        children.addAll(children(list, 0));
        return children;
    }

    private String value(TypeDefinition<?> type) {
        String[] from = switch (type) {
            case BooleanTypeDefinition _ -> new String[] {"true", "false"};
            case EmptyTypeDefinition _ -> new String[] {""};
            case InstanceIdentifierTypeDefinition _ -> POINTERS;
            case StringTypeDefinition _ -> NAMES;
            default -> NUMBERS;
        };
        return from[random.nextInt(from.length)];
    }
}
