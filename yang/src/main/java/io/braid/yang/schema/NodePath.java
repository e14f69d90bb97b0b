package io.braid.yang.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node-instance-identifier (RFC 8341, ietf-netconf-acm): an instance-identifier that may leave out predicates for keys, and in
 * which {@code $USER} stands for the user's name.
 *
 * @param steps from the root on; none means everything
 */
public record NodePath(List<Step> steps) {
    private static final Pattern NAME = Pattern.compile("/(?:([\\w.-]+):)?([\\w.-]+)");
    private static final Pattern KEY =
            Pattern.compile("\\[\\s*(?:[\\w.-]+:)?([\\w.-]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|\\$USER)\\s*\\]");

    /**
     * One step.
     *
     * @param module the name of the module
     * @param name the name of the node
     * @param keys values of key leaves by their names; an empty one is the user's name
     */
    public record Step(String module, String name, Map<String, Optional<String>> keys) {}

    public NodePath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path. A name without a prefix is of the module of the name before it (RFC 7951 §6.11).
     *
     * @param module the name of the module that a prefix stands for; null if for none
     * @throws IllegalArgumentException if it is no such path; the message says why
     */
    public static NodePath of(String text, UnaryOperator<String> module) {
        if (text.equals("/")) {
            return new NodePath(List.of());
        }
        List<Step> steps = new ArrayList<>();
        String around = null;
        Matcher name = NAME.matcher(text);
        Matcher key = KEY.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!name.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("is no path at \"" + text.substring(at) + '"');
            }
            around = name.group(1) == null ? around : module.apply(name.group(1));
            if (around == null) {
                throw new IllegalArgumentException("has no module for \"" + name.group()
                        + "\": begin with the name of a module, such as /braid-mcp:mcp");
            }
            at = name.end();
            Map<String, Optional<String>> keys = new LinkedHashMap<>();
            while (key.region(at, text.length()).lookingAt()) {
                keys.put(key.group(1), Optional.ofNullable(key.group(2)).or(() -> Optional.ofNullable(key.group(3))));
                at = key.end();
            }
            steps.add(new Step(around, name.group(2), keys));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("is empty: / is everything");
        }
        return new NodePath(steps);
    }

    /** The canonical form: names carry their module where it changes. */
    public String text() {
        StringBuilder text = new StringBuilder();
        String around = "";
        for (Step step : steps) {
            text.append('/').append(step.module.equals(around) ? "" : step.module + ':').append(step.name);
            step.keys.forEach((key, value) -> text.append('[').append(key).append('=')
                    .append(value.map(NodePath::quoted).orElse("$USER")).append(']'));
            around = step.module;
        }
        return text.isEmpty() ? "/" : text.toString();
    }

    private static String quoted(String value) {
        char quote = value.indexOf('\'') < 0 ? '\'' : '"';
        return quote + value + quote;
    }
}
