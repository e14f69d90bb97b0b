package io.braid.yang.edit;

import io.braid.yang.edit.EditBuilder.ClashException;
import io.braid.yang.schema.CaseSchema;
import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of an edit that is being made. */
final class Draft {
    final SchemaNode schema;
    Optional<Operation> operation = Optional.empty();
    Optional<Insert> insert = Optional.empty();
    Optional<String> value = Optional.empty();
    int line;

    /** The key of an entry, the value of a leaf-list, or nothing: what distinguishes it from others of its schema. */
    private final List<String> identity;

    private final Map<Id, Draft> children = new LinkedHashMap<>();
    private final Map<ChoiceSchema, Chosen> chosen = new HashMap<>();

    private record Id(SchemaNode schema, List<String> identity) {}

    private record Chosen(CaseSchema member, SchemaNode by, int line) {}

    Draft(SchemaNode schema, List<String> identity, int line) {
        this.schema = schema;
        this.identity = identity;
        this.line = line;
    }

    Optional<Draft> child(SchemaNode child, List<String> itsIdentity) {
        return Optional.ofNullable(children.get(new Id(child, itsIdentity)));
    }

    Draft put(Draft child) {
        children.put(new Id(child.schema, child.identity), child);
        return child;
    }

    void remove(Draft child) {
        children.remove(new Id(child.schema, child.identity));
    }

    boolean deleted() {
        return operation.filter(each -> each == Operation.DELETE || each == Operation.REMOVE).isPresent();
    }

    /** A child is set: no other case of its choices may have been. */
    void choose(SchemaNode child, int now) throws ClashException {
        for (Optional<CaseSchema> in = child.inCase(); in.isPresent(); in = in.get().choice().outer()) {
            CaseSchema mine = in.get();
            Chosen earlier = chosen.get(mine.choice());
            if (earlier != null && !earlier.member.equals(mine) && isSet(earlier.by)) {
                throw new ClashException("excludes " + earlier.by.name() + " of line " + earlier.line
                        + ": both belong to the choice " + mine.choice().name() + ", keep one");
            }
            chosen.put(mine.choice(), new Chosen(mine, child, now));
        }
    }

    private boolean isSet(SchemaNode member) {
        return !(member instanceof ListSchema) && child(member, List.of()).filter(each -> !each.deleted()).isPresent();
    }

    EditNode node() {
        List<EditNode> inside = new ArrayList<>(children.size() + identity.size());
        if (schema instanceof ListSchema list) {
            for (int i = 0; i < identity.size(); i++) {
                inside.add(EditNode.leaf(list.keys().get(i), identity.get(i)));
            }
        }
        children.values().forEach(child -> inside.add(child.node()));
        return new EditNode(schema, operation, insert, value, inside, line);
    }
}
