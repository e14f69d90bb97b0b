package io.braid.yang.codec;

import io.braid.yang.schema.CaseSchema;
import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A branch that is being read. */
final class Frame {
    private final InnerSchema schema;
    private final Frame up;
    private final Location at;
    private final Map<SchemaNode, List<Node>> content = new LinkedHashMap<>();
    private final Map<Object, Location> firsts = new HashMap<>();
    private final Map<ChoiceSchema, CaseSchema> chosen = new HashMap<>();
    private boolean damaged;

    /** What distinguishes an entry or value among those of its list. */
    private record Identity(SchemaNode list, Object key) {}

    Frame(InnerSchema schema, Frame up, Location at) {
        this.schema = schema;
        this.up = up;
        this.at = at;
    }

    InnerSchema schema() {
        return schema;
    }

    Optional<Frame> up() {
        return Optional.ofNullable(up);
    }

    Location at() {
        return at;
    }

    void damage() {
        damaged = true;
    }

    boolean damaged() {
        return damaged;
    }

    /** The path with the keys that are known by now. */
    String path() {
        if (up == null) {
            return "";
        }
        String step = up.path() + "/" + schema.pathName();
        return schema instanceof ListSchema list
                ? step + key(list).map(key -> key.predicates(list)).orElse("")
                : step;
    }

    /** The key, if every key leaf is there. */
    Optional<Key> key(ListSchema list) {
        List<String> values = new ArrayList<>();
        for (LeafSchema leaf : list.keys()) {
            if (content.getOrDefault(leaf, List.of()).stream().findFirst().orElse(null) instanceof Leaf found) {
                values.add(found.value());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Key(values));
    }

    /** Where the same node stood before: a second leaf, container, entry with the same key, or equal value. */
    Optional<Location> earlier(Node child, Location now) {
        Object identity = switch (child) {
            case Branch entry when entry.schema() instanceof ListSchema list -> new Identity(list, Key.of(entry));
            case Leaf value when value.schema() instanceof LeafListSchema list -> new Identity(list, value.value());
            default -> child.schema();
        };
        return Optional.ofNullable(firsts.putIfAbsent(identity, now));
    }

    /** The case that rules out a member of another case of the same choice. */
    Optional<CaseSchema> conflict(SchemaNode member) {
        Optional<CaseSchema> inCase = member.inCase();
        while (inCase.isPresent()) {
            CaseSchema mine = inCase.get();
            CaseSchema first = chosen.putIfAbsent(mine.choice(), mine);
            if (first != null && !first.equals(mine)) {
                return Optional.of(first);
            }
            inCase = mine.choice().outer();
        }
        return Optional.empty();
    }

    void add(Node child) {
        content.computeIfAbsent(child.schema(), _ -> new ArrayList<>(1)).add(child);
    }

    Branch finish() {
        List<Node> children = new ArrayList<>(content.size());
        content.forEach((node, nodes) -> children.add(switch (node) {
            case ListSchema list -> Entries.of(
                    list, nodes.stream().map(Branch.class::cast).toList());
            case LeafListSchema list -> new Values(
                    list, nodes.stream().map(Leaf.class::cast).toList());
            default -> nodes.getFirst();
        }));
        return Branch.of(schema, children);
    }
}
