package io.braid.yang.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Makes nodes of the lines that {@link TreeText} writes. */
final class LineReader {
    private final Deque<StoredNode> open = new ArrayDeque<>();
    private final Map<String, String> names = new HashMap<>();

    LineReader(StoredNode root) {
        open.push(root);
    }

    /** Takes the next line of a tree. */
    void line(String line) throws IOException {
        if (line.isEmpty()) {
            throw damaged(line);
        }
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+' -> open.push(StoredNode.container(name(rest)));
            case '*' -> {
                int space = space(rest, line);
                open.push(StoredNode.entry(name(rest.substring(space + 1)), keys(rest.substring(0, space), line)));
            }
            case '=' -> open.getFirst().add(StoredNode.leaf(name(rest.substring(0, space(rest, line))), value(rest)));
            case '~' -> open.getFirst()
                    .add(StoredNode.leafList(name(rest.substring(0, space(rest, line))), value(rest)));
            case '-' -> {
                // An entry is known by its keys, which it has only now.
                StoredNode done = open.pop();
                if (open.isEmpty()) {
                    throw damaged(line);
                }
                open.getFirst().add(done);
            }
            default -> throw damaged(line);
        }
    }

    /** Whether every branch that was begun was ended. */
    boolean complete() {
        return open.size() == 1;
    }

    private String name(String text) {
        return names.computeIfAbsent(text, same -> same);
    }

    private static String value(String rest) {
        return Lines.unescape(rest.substring(rest.indexOf(' ') + 1));
    }

    private static int space(String rest, String line) throws IOException {
        int at = rest.indexOf(' ');
        if (at < 0) {
            throw damaged(line);
        }
        return at;
    }

    private static int keys(String text, String line) throws IOException {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // It is no line either.
        }
        throw damaged(line);
    }

    private static IOException damaged(String line) {
        return new IOException("no line of a configuration: " + line);
    }
}
