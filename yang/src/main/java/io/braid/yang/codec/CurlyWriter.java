package io.braid.yang.codec;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a tree as people read it: {@code service home {}, indented, each leaf ended by a semicolon, several values of a
 * leaf-list in brackets. Containers without presence that have nothing in them are left out: they say nothing.
 */
public final class CurlyWriter implements TreeSink {
    private static final String STEP = "    ";

    private final Lines out;
    private String indent;

    /** Branches that have begun and are not written yet: only what is in them tells how. */
    private final List<Opening> openings = new ArrayList<>();

    private Optional<LeafListSchema> list = Optional.empty();
    private final List<String> values = new ArrayList<>();

    private record Opening(InnerSchema node, String text) {}

    public CurlyWriter(Lines out) {
        this(out, 0);
    }

    /**
     * Writes indented.
     *
     * @param depth how many steps of four characters
     */
    public CurlyWriter(Lines out, int depth) {
        this.out = out;
        this.indent = STEP.repeat(depth);
    }

    @Override
    public void start(InnerSchema node, List<String> key) {
        values();
        String text = node.word() + key.stream().map(value -> " " + Words.quote(value)).collect(Collectors.joining());
        openings.add(new Opening(node, text));
    }

    @Override
    public void leaf(ValueSchema node, String value) {
        if (node instanceof LeafListSchema leaves) {
            if (list.filter(leaves::equals).isEmpty()) {
                values();
                open();
                list = Optional.of(leaves);
            }
            values.add(Words.quote(value));
            return;
        }
        values();
        open();
        String word = SetWriter.takesWord(node) ? " " + Words.quote(value) : "";
        out.line(indent + node.word() + word + ";");
    }

    @Override
    public void end() {
        values();
        if (openings.isEmpty()) {
            indent = indent.substring(STEP.length());
            out.line(indent + "}");
            return;
        }
        Opening empty = openings.getLast();
        boolean meaningful =
                empty.node instanceof ListSchema || empty.node instanceof ContainerSchema c && c.presence();
        openings.removeLast();
        if (meaningful) {
            open();
            out.line(indent + empty.text + ";");
        }
    }

    @Override
    public void finish() {
        values();
        out.end();
    }

    private void open() {
        for (Opening each : openings) {
            out.line(indent + each.text + " {");
            indent += STEP;
        }
        openings.clear();
    }

    private void values() {
        if (list.isPresent()) {
            String text = values.size() == 1 ? values.getFirst() : "[ " + String.join(" ", values) + " ]";
            out.line(indent + list.get().word() + " " + text + ";");
            list = Optional.empty();
            values.clear();
        }
    }
}
