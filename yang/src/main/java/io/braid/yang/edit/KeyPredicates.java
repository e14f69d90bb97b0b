package io.braid.yang.edit;

import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueException;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.NamespaceContext;

/** Reads the key of an entry from predicates, such as {@code [ex:name='a'][ex:level='1']} (RFC 7950 §9.13). */
final class KeyPredicates {
    private static final Pattern PREDICATE =
            Pattern.compile("\\s*\\[\\s*(?:[\\w.-]+:)?([\\w.-]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*]\\s*");

    private KeyPredicates() {}

    /** The key; empty if the text is no such thing. */
    static Optional<Key> read(ListSchema list, String text, NamespaceContext prefixes) {
        Map<String, String> named = new HashMap<>();
        Matcher matcher = PREDICATE.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            named.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
            at = matcher.end();
        }
        if (at < text.length() || named.size() != list.keys().size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (LeafSchema leaf : list.keys()) {
            String value = named.get(leaf.name());
            if (value == null) {
                return Optional.empty();
            }
            try {
                values.add(leaf.type().canonical(value, prefixes));
            } catch (ValueException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new Key(values));
    }
}
