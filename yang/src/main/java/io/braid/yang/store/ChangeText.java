package io.braid.yang.store;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads changes: a line {@code @kind} with a step in each following line {@code /step}, then {@code <} and what
 * was, {@code >} and what is.
 */
final class ChangeText {
    private ChangeText() {}

    static void write(Change change, Appendable out) throws IOException {
        out.append('@').append(change.kind().name()).append('\n');
        for (DataPath step : change.path().steps()) {
            String name = step.schema().pathName();
            out.append('/')
                    .append(step.key().map(key -> StoredNode.identity(name, key.values())).orElse(name))
                    .append('\n');
        }
        side(change, '<', change.before(), out);
        side(change, '>', change.after(), out);
    }

    private static void side(Change change, char mark, Optional<Node> node, Appendable out) throws IOException {
        out.append(mark).append('\n');
        TreeText text = new TreeText(out);
        if (change.kind() == Change.Kind.REORDERED) {
            Entries entries = (Entries) node.orElseThrow();
            for (Iterator<Branch> all = entries.stream().iterator(); all.hasNext(); ) {
                text.keys(all.next(), (ListSchema) change.path().schema());
            }
        } else if (node.isPresent()) {
            text.node(node.get());
        }
    }

    /** Reads the changes that these lines tell. */
    static List<StoredChange> read(List<String> lines) throws IOException {
        List<StoredChange> changes = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith("@")) {
                end++;
            }
            changes.add(one(lines.subList(at, end)));
            at = end;
        }
        return changes;
    }

    private static StoredChange one(List<String> lines) throws IOException {
        if (!lines.getFirst().startsWith("@")) {
            throw new IOException("no change: " + lines.getFirst());
        }
        Change.Kind kind;
        try {
            kind = Change.Kind.valueOf(lines.getFirst().substring(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("no kind of change: " + lines.getFirst(), e);
        }
        int before = lines.indexOf("<");
        int after = lines.indexOf(">");
        if (before < 2 || after < before) {
            throw new IOException("no change: " + lines.getFirst());
        }
        List<String> steps = lines.subList(1, before);
        if (!steps.stream().allMatch(step -> step.startsWith("/"))) {
            throw new IOException("no change: " + lines.getFirst());
        }
        return new StoredChange(
                kind,
                steps.stream().map(step -> step.substring(1)).toList(),
                nodes(lines.subList(before + 1, after)),
                nodes(lines.subList(after + 1, lines.size())));
    }

    private static List<StoredNode> nodes(List<String> lines) throws IOException {
        StoredNode holder = StoredNode.container("");
        LineReader reader = new LineReader(holder);
        for (String line : lines) {
            reader.line(line);
        }
        if (!reader.complete()) {
            throw new IOException("a branch without an end");
        }
        return holder.children();
    }
}
