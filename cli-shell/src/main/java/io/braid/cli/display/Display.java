package io.braid.cli.display;

import io.braid.yang.codec.EditLines;
import io.braid.yang.codec.EditXml;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.TreeSink;
import io.braid.yang.codec.TreeWalk;
import io.braid.yang.edit.EditBuilder;
import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.EditNodes;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Node;
import io.braid.yang.view.InstanceWalk;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Optional;

/**
 * Shows a part of the configuration or of the state. As text with braces it begins with what is in the part; as anything else,
 * with the root, and all around the part is named, so that it can be loaded back.
 */
public final class Display {
    private final Schema schema;
    private final Format format;
    private final Lines out;

    public Display(Schema schema, Format format, Lines out) {
        this.schema = schema;
        this.format = format;
        this.out = out;
    }

    /**
     * Shows configuration.
     *
     * @param place where the node stands; a list without a key means all its entries
     * @param node what stands there; empty if nothing does
     */
    public void config(DataPath place, Optional<Node> node) {
        if (format == Format.NETCONF) {
            EditNode edit = node.map(each -> EditNodes.merging(place, each))
                    .orElseGet(() -> new EditBuilder(schema.root()).build());
            new EditXml(schema, out).rpc(edit, "candidate");
            return;
        }
        TreeSink sink = format.sink(schema, true, out);
        if (node.isEmpty()) {
            sink.finish();
        } else if (format != Format.TEXT && place.up() != null) {
            TreeWalk.placed(place, node.get(), sink);
        } else {
            if (node.get() instanceof Branch branch) {
                TreeWalk.inside(branch, sink);
            } else {
                TreeWalk.node(node.get(), sink);
            }
            sink.finish();
        }
    }

    /**
     * Shows what one node is or was told of, configuration and state.
     *
     * @param instance the node
     * @throws IllegalArgumentException if the format cannot show state
     */
    public void state(Instance instance, View view) {
        TreeSink sink = format.sink(schema, false, out);
        InstanceWalk walk = new InstanceWalk(view, sink);
        if (format == Format.TEXT && instance.node() instanceof Branch || instance.parent().isEmpty()) {
            walk.inside(instance);
        } else if (format == Format.TEXT) {
            walk.node(instance);
        } else {
            TreeWalk.around(instance.place().up(), () -> walk.node(instance), sink);
        }
        sink.finish();
    }

    /**
     * Shows all entries of a list, configuration and state, one by one as they are asked for.
     *
     * @param around the node that the list is in
     * @throws IllegalArgumentException if the format cannot show state
     */
    public void state(Instance around, ListSchema list, View view) {
        TreeSink sink = format.sink(schema, false, out);
        InstanceWalk walk = new InstanceWalk(view, sink);
        if (format == Format.TEXT) {
            walk.all(around, list);
        } else {
            TreeWalk.around(around.place(), () -> walk.all(around, list), sink);
        }
        sink.finish();
    }

    /**
     * Shows the edit that does changes: as commands or as NETCONF.
     *
     * @param root the root before or after them
     * @throws IllegalArgumentException if the format shows trees only
     */
    public void changes(Branch root, List<Change> changes) {
        EditNode edit = EditNodes.doing(root, changes);
        switch (format) {
            case SET -> new EditLines(out).write(edit);
            case NETCONF -> new EditXml(schema, out).rpc(edit, "candidate");
            default -> throw new IllegalArgumentException("changes are shown as set or netconf");
        }
    }
}
