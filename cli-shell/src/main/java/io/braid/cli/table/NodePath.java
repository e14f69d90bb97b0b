package io.braid.cli.table;

import io.braid.yang.codec.ShortNames;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A path of a declaration, found in the model: how far up, then which children. */
final class NodePath {
    private final int up;
    private final List<SchemaNode> down;

    private NodePath(int up, List<SchemaNode> down) {
        this.up = up;
        this.down = down;
    }

    /**
     * Finds a path.
     *
     * @param path names with {@code /} between them; {@code ..} only at the beginning
     * @throws IllegalArgumentException if the model has no such node; the message names what it has
     */
    static NodePath of(SchemaNode from, String path) {
        int up = 0;
        SchemaNode at = from;
        List<SchemaNode> down = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..") && down.isEmpty()) {
                at = at.parent().orElseThrow(() -> new IllegalArgumentException(path + " leads out of the model"));
                up++;
                continue;
            }
            if (!(at instanceof InnerSchema around)) {
                throw new IllegalArgumentException(at + " has nothing in it: " + path);
            }
            at = ShortNames.find(around, name, _ -> true)
                    .orElseThrow(() -> new IllegalArgumentException(ShortNames.unknown(around, name, _ -> true)));
            down.add(at);
        }
        return new NodePath(up, down);
    }

    /** What the path leads to. */
    SchemaNode target() {
        return down.getLast();
    }

    /** All instances that the path leads to; a stream to be closed. */
    Stream<Instance> from(Instance row, View view) {
        Instance start = row;
        for (int i = 0; i < up; i++) {
            start = start.parent().orElseThrow();
        }
        Stream<Instance> found = Stream.of(start);
        for (SchemaNode step : down) {
            found = found.flatMap(each -> view.instances(each, step, Map.of(), Long.MAX_VALUE));
        }
        return found;
    }

    /** Whether a row has one instance at most, if only in the last step there may be several. */
    boolean single() {
        return down.subList(0, down.size() - 1).stream().allMatch(ContainerSchema.class::isInstance)
                && switch (target()) {
                    case LeafSchema _ -> true;
                    case LeafListSchema _, ListSchema _ -> true;
                    case ContainerSchema _ -> false;
                };
    }
}
