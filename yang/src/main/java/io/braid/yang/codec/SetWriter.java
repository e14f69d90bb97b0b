package io.braid.yang.codec;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;

/**
 * Writes a tree as the commands that would make it, one a leaf: {@code set mcp service home role upstream}. Entries and
 * containers with presence that have nothing in them have a line of their own; the order is that of the tree, so that entries
 * of a user's order are made in it.
 */
public final class SetWriter implements TreeSink {
    private final Lines out;
    private final StringBuilder line = new StringBuilder("set");
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A node that has begun: how long the line was before it, and whether something in it was written. */
    private static final class Level {
        private final InnerSchema node;
        private final int before;
        private boolean said;

        Level(InnerSchema node, int before) {
            this.node = node;
            this.before = before;
        }
    }

    public SetWriter(Lines out) {
        this.out = out;
    }

    @Override
    public void start(InnerSchema node, List<String> key) {
        levels.push(new Level(node, line.length()));
        line.append(' ').append(node.word());
        key.forEach(value -> line.append(' ').append(Words.quote(value)));
    }

    @Override
    public void leaf(ValueSchema node, String value) {
        int before = line.length();
        line.append(' ').append(node.word());
        if (takesWord(node)) {
            line.append(' ').append(Words.quote(value));
        }
        write();
        line.setLength(before);
    }

    @Override
    public void end() {
        Level done = levels.peek();
        boolean meaningful = done.node instanceof ListSchema || done.node instanceof ContainerSchema c && c.presence();
        if (!done.said && meaningful) {
            write();
        }
        levels.pop();
        line.setLength(done.before);
    }

    @Override
    public void finish() {
        out.end();
    }

    private void write() {
        levels.forEach(level -> level.said = true);
        out.line(line.toString());
    }

    /** Whether a value is written: not for a leaf that says all by being there. */
    static boolean takesWord(ValueSchema node) {
        return !(node instanceof LeafSchema && node.type().real() instanceof EmptyTypeDefinition);
    }
}
