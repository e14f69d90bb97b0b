package io.braid.yang.codec;

import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.Insert;
import io.braid.yang.edit.Operation;
import io.braid.yang.error.DataError;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes an edit as the NETCONF message that does it: an edit-config of the candidate, or of running. */
public final class EditXml {
    private static final int AROUND_CONFIG = 3;

    private final Schema schema;
    private final Lines out;

    public EditXml(Schema schema, Lines out) {
        this.schema = schema;
        this.out = out;
    }

    /**
     * Writes the whole rpc.
     *
     * @param target the datastore that is edited, {@code candidate} or {@code running}
     */
    public void rpc(EditNode root, String target) {
        out.line("<rpc xmlns=\"" + DataError.NETCONF + "\" message-id=\"1\">");
        out.line("  <edit-config>");
        out.line("    <target><" + target + "/></target>");
        out.line("    <config xmlns:nc=\"" + DataError.NETCONF + "\" xmlns:yang=\"" + DataError.YANG + "\">");
        XmlWriter xml = new XmlWriter(schema, AROUND_CONFIG, out);
        root.children().forEach(child -> node(xml, child));
        out.line("    </config>");
        out.line("  </edit-config>");
        out.line("</rpc>");
        out.end();
    }

    private void node(XmlWriter xml, EditNode edit) {
        String marks = marks(xml, edit);
        switch (edit.schema()) {
            case ValueSchema leaf -> xml.leaf(leaf, edit.value().orElse(""), marks);
            case InnerSchema inner -> {
                int keys = inner instanceof ListSchema list ? list.keys().size() : 0;
                List<String> key = edit.children().stream()
                        .limit(keys)
                        .map(each -> each.value().orElse(""))
                        .toList();
                xml.start(inner, key, marks);
                edit.children().stream().skip(keys).forEach(child -> node(xml, child));
                xml.end();
            }
        }
    }

    /** The attributes: operation, and the place in a user's order (RFC 6241 §7.2, RFC 7950 §7.8.6). */
    private static String marks(XmlWriter xml, EditNode edit) {
        StringBuilder marks = new StringBuilder();
        // There is no attribute for none: what only leads to others is merged with what exists.
        edit.operation()
                .filter(operation -> operation != Operation.NONE)
                .ifPresent(operation -> marks.append(" nc:operation=\"").append(operation.text()).append('"'));
        if (edit.insert().isPresent()) {
            Insert insert = edit.insert().get();
            marks.append(" yang:insert=\"").append(insert.where().name().toLowerCase(Locale.ROOT)).append('"');
            insert.anchor().ifPresent(anchor -> marks.append(anchor(xml, edit, anchor)));
        }
        return marks.toString();
    }

    private static String anchor(XmlWriter xml, EditNode edit, Key anchor) {
        if (!(edit.schema() instanceof ListSchema list)) {
            return " yang:value=\"" + XmlWriter.escaped(anchor.values().getFirst()) + '"';
        }
        Set<String> modules = new LinkedHashSet<>();
        StringBuilder key = new StringBuilder();
        IntStream.range(0, list.keys().size()).forEach(i -> {
            modules.add(list.module());
            key.append('[').append(list.module()).append(':').append(list.keys().get(i).name()).append('=')
                    .append(Key.quoted(anchor.values().get(i))).append(']');
        });
        return " yang:key=\"" + XmlWriter.escaped(key.toString()) + '"' + xml.prefixes(modules);
    }
}
