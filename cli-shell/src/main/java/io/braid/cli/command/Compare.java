package io.braid.cli.command;

import io.braid.cli.session.CliSession;
import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what differs between two configurations: {@code -} is what was, {@code +} is what is, {@code !} is moved. */
final class Compare {
    private final Lines out;
    private Optional<DataPath> around = Optional.empty();

    Compare(Lines out) {
        this.out = out;
    }

    void write(List<Change> changes) {
        changes.forEach(this::write);
    }

    private void write(Change change) {
        DataPath place = change.path();
        if (around.filter(place.up()::equals).isEmpty()) {
            around = Optional.of(place.up());
            out.line("[edit" + CliSession.words(place.up()) + "]");
        }
        if (change.kind() == Change.Kind.REORDERED) {
            String order = ((Entries) change.after().orElseThrow()).stream()
                    .map(entry -> String.join(" ", Key.of(entry).values()))
                    .collect(Collectors.joining(", "));
            out.line("!   " + place.schema().word() + ": the order is now " + order + ";");
            return;
        }
        if (place.schema() instanceof LeafListSchema) {
            values(change);
            return;
        }
        change.before().ifPresent(node -> node("-   ", node));
        change.after().ifPresent(node -> node("+   ", node));
    }

    /** Of a leaf-list only the values that came and went. */
    private void values(Change change) {
        List<Leaf> before = leaves(change.before());
        List<Leaf> after = leaves(change.after());
        List<String> was = before.stream().map(Leaf::value).toList();
        List<String> is = after.stream().map(Leaf::value).toList();
        before.stream().filter(leaf -> !is.contains(leaf.value())).forEach(leaf -> node("-   ", leaf));
        after.stream().filter(leaf -> !was.contains(leaf.value())).forEach(leaf -> node("+   ", leaf));
        if (was.stream().filter(is::contains).toList().equals(is.stream().filter(was::contains).toList())) {
            return;
        }
        out.line("!   " + change.path().schema().word() + ": the order is now " + String.join(", ", is) + ";");
    }

    private static List<Leaf> leaves(Optional<Node> node) {
        return node.map(each -> ((Values) each).leaves()).orElse(List.of());
    }

    private void node(String mark, Node node) {
        CurlyWriter writer = new CurlyWriter(line -> out.line(mark + line));
        TreeWalk.node(node, writer);
        writer.finish();
    }
}
