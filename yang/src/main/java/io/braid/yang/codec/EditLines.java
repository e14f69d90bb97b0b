package io.braid.yang.codec;

import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.Insert;
import io.braid.yang.edit.Operation;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Key;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes an edit as the lines that {@link SetReader} makes it of: {@code set}, {@code delete}, {@code insert}. Of operations it
 * knows merge, delete, remove and, for what is only moved, none.
 */
public final class EditLines {
    private final Lines out;

    public EditLines(Lines out) {
        this.out = out;
    }

    /** Writes an edit, from its root. */
    public void write(EditNode root) {
        root.children().forEach(child -> node("", child));
        out.end();
    }

    private void node(String around, EditNode edit) {
        List<EditNode> keys = keys(edit);
        StringBuilder text = new StringBuilder(around).append(' ').append(edit.schema().word());
        keys.forEach(key -> text.append(' ').append(Words.quote(key.value().orElse(""))));
        boolean word = edit.schema() instanceof ValueSchema leaf && SetWriter.takesWord(leaf);
        Optional<Operation> operation = edit.operation();
        if (operation.filter(each -> each == Operation.DELETE || each == Operation.REMOVE).isPresent()) {
            if (word && edit.schema() instanceof LeafListSchema) {
                text.append(' ').append(Words.quote(edit.value().orElse("")));
            }
            out.line("delete" + text);
            return;
        }
        if (word) {
            text.append(' ').append(Words.quote(edit.value().orElse("")));
        }
        String path = text.toString();
        List<EditNode> rest = edit.children().subList(keys.size(), edit.children().size());
        boolean passing = operation.filter(Operation.NONE::equals).isPresent();
        boolean made = !(edit.schema() instanceof ContainerSchema c) || c.presence();
        if (rest.isEmpty() && made && !passing) {
            out.line("set" + path);
        }
        rest.forEach(child -> node(path, child));
        edit.insert().ifPresent(place -> out.line("insert" + path + place(place)));
    }

    private static List<EditNode> keys(EditNode edit) {
        return edit.schema() instanceof ListSchema list
                ? edit.children().subList(0, list.keys().size())
                : List.of();
    }

    private static String place(Insert insert) {
        StringBuilder text = new StringBuilder(" " + insert.where().name().toLowerCase(Locale.ROOT));
        for (String value : insert.anchor().map(Key::values).orElse(List.of())) {
            text.append(' ').append(Words.quote(value));
        }
        return text.toString();
    }
}
