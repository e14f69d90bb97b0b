package io.braid.yang.codec;

import io.braid.yang.schema.CaseSchema;
import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;

/** Trees of any form that their types allow, with values that are hard to write. */
public final class RandomTrees {
    private static final List<String> POOL = List.of(
            "a", "home", "edge-1", "", " ", "two words", "\"quoted\"", "back\\slash", "a|b", "#hash", "x#y", "{", "};", "[ a ]",
            "semi;colon", "it's", "line\nbreak", "tab\tand\rreturn", "<&>]]>", "größe", "日本語", "\ud83d\ude00", "\u00a0", "\u200b",
            "\u202e", "\u0085", "\u2028", "?", "set", "\\n", "trailing ", "é", "e\u0301", "1", "2", "5", "7", "10", "20", "100",
            "5124", "65535", "true", "false", "-5", "3.14", "0.1", "1e3", "many", "192.0.2.1", "192.0.2.2", "2001:db8::1", "eth0",
            "knife spoon", "kitchen:apple", "kitchen:bread", "/market:market/limit", "/market:market/stall[id='1']",
            "/market:market/trade[name='a']/code", "/kitchen:kitchen/jar[name='it']", "aGVsbG8=", "ssh-ed25519", "null", "[null]");

    private final Random random;
    private final PlainValues values;

    public RandomTrees(Schema schema, Random random) {
        this.random = random;
        this.values = new PlainValues(schema);
    }

    /** A tree. */
    public Branch root(Schema schema) {
        return Branch.of(schema.root(), children(schema.root(), List.of(), 0));
    }

    private List<Node> children(InnerSchema around, List<LeafSchema> except, int depth) {
        List<Node> children = new ArrayList<>();
        Map<ChoiceSchema, CaseSchema> chosen = new HashMap<>();
        for (SchemaNode child : around.children()) {
            if (child.config() && !(child instanceof LeafSchema leaf && except.contains(leaf))
                    && (depth == 0 || random.nextInt(3) > 0) && fits(child, chosen)) {
                node(child, depth).ifPresent(children::add);
            }
        }
        return children;
    }

    private static boolean fits(SchemaNode child, Map<ChoiceSchema, CaseSchema> chosen) {
        for (Optional<CaseSchema> in = child.inCase(); in.isPresent(); in = in.get().choice().outer()) {
            if (!chosen.getOrDefault(in.get().choice(), in.get()).equals(in.get())) {
                return false;
            }
        }
        for (Optional<CaseSchema> in = child.inCase(); in.isPresent(); in = in.get().choice().outer()) {
            chosen.put(in.get().choice(), in.get());
        }
        return true;
    }

    private Optional<Node> node(SchemaNode node, int depth) {
        return switch (node) {
            case LeafSchema leaf -> value(leaf).map(value -> new Leaf(leaf, value));
            case LeafListSchema list -> {
                Set<String> some = new LinkedHashSet<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    value(list).ifPresent(some::add);
                }
                yield some.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Values(list, some.stream().map(each -> new Leaf(list, each)).toList()));
            }
            case ContainerSchema container -> {
                List<Node> inside = children(container, List.of(), depth + 1);
                yield inside.isEmpty() && !container.presence() ? Optional.empty() : Optional.of(Branch.of(container, inside));
            }
            case ListSchema list -> {
                Map<Key, Branch> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entry(list, depth).ifPresent(entry -> entries.put(Key.of(entry), entry));
                }
                yield entries.isEmpty() ? Optional.empty() : Optional.of(Entries.of(list, entries.values()));
            }
        };
    }

    private Optional<Branch> entry(ListSchema list, int depth) {
        List<Node> inside = new ArrayList<>();
        for (LeafSchema key : list.keys()) {
            Optional<String> value = value(key);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            inside.add(new Leaf(key, value.get()));
        }
        inside.addAll(children(list, list.keys(), depth + 1));
        return Optional.of(Branch.of(list, inside));
    }

    private Optional<String> value(ValueSchema leaf) {
        List<String> pool = new ArrayList<>(POOL);
        if (leaf.type().real() instanceof EnumTypeDefinition choice) {
            choice.getValues().forEach(each -> pool.add(each.getName()));
        }
        for (int i = 0; i < 60; i++) {
            try {
                int from = leaf.type().real() instanceof EnumTypeDefinition ? POOL.size() : 0;
                return Optional.of(values.canonical(leaf, pool.get(from + random.nextInt(pool.size() - from))));
            } catch (ValueException e) {
                // Another one will do.
            }
        }
        return Optional.empty();
    }
}
