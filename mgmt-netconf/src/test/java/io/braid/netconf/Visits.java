package io.braid.netconf;

import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** State of the box: each item was visited three times. Remembers what it was asked, and how much of it was taken. What is broken fails. */
final class Visits implements StateProvider {
    private final List<String> asked = new ArrayList<>();
    private int taken;

    @Override
    public String path() {
        return "/box:box/item/use/visit";
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized int taken() {
        return taken;
    }

    @Override
    public synchronized Stream<Branch> entries(StateQuery query) {
        asked.add(query.around().text() + query.equal());
        if (query.around().text().contains("'broken'")) {
            throw new IllegalStateException("the state of broken cannot be had");
        }
        LeafSchema number = ((ListSchema) query.node()).keys().getFirst();
        String wanted = query.equal().get(number);
        return IntStream.rangeClosed(1, 3)
                .filter(i -> wanted == null || wanted.equals(Integer.toString(i)))
                .peek(_ -> taken++)
                .mapToObj(i -> Branch.of(query.node(), List.of(
                        new Leaf(number, Integer.toString(i)),
                        new Leaf((ValueSchema) query.node().child("by"), "visitor-" + i))));
    }
}
