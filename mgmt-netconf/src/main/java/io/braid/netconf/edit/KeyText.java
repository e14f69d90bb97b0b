package io.braid.netconf.edit;

import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueException;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.NamespaceContext;

/** Keys as predicates with prefixes, as the key attribute has them: {@code [p:name='a'][p:port='1']} (RFC 7950 §7.8.6). */
final class KeyText {
    private static final Pattern PREDICATE = Pattern.compile(
            "\\s*\\[\\s*(?:(?<prefix>[\\w.-]+):)?(?<name>[\\w.-]+)\\s*=\\s*(?:'(?<single>[^']*)'|\"(?<double>[^\"]*)\")\\s*\\]\\s*");

    private KeyText() {}

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if the text does not name each key leaf once
     * @throws ValueException if a value is none of its leaf
     */
    static Key parse(ListSchema list, String text, NamespaceContext prefixes) throws ValueException {
        Map<String, String> values = new HashMap<>();
        Matcher matcher = PREDICATE.matcher(text);
        while (matcher.lookingAt()) {
            String prefix = matcher.group("prefix");
            if (prefix != null && !prefixes.getNamespaceURI(prefix).equals(list.namespace())) {
                throw new IllegalArgumentException("the prefix " + prefix + " is not that of the list");
            }
            String single = matcher.group("single");
            values.put(matcher.group("name"), single == null ? matcher.group("double") : single);
            matcher.region(matcher.end(), text.length());
        }
        List<String> key = new ArrayList<>();
        for (LeafSchema leaf : list.keys()) {
            String value = values.remove(leaf.name());
            if (value == null) {
                throw new IllegalArgumentException("the key " + text + " lacks " + leaf.name());
            }
            key.add(leaf.type().canonical(value, prefixes));
        }
        if (!values.isEmpty() || matcher.regionStart() != text.length()) {
            throw new IllegalArgumentException("\"" + text + "\" is no key of " + list.name());
        }
        return new Key(key);
    }
}
