package io.braid.appliance.state;

import io.braid.engine.relay.Directory;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import java.util.Optional;
import java.util.stream.Stream;

/** The conversions that exist now. One that is asked for by its id costs as much whether there are others or not. */
public final class ConversionState implements StateProvider {
    private final Directory conversions;

    public ConversionState(Directory conversions) {
        this.conversions = conversions;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/conversions/conversion";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        String id = query.equal().get(((ListSchema) query.node()).keys().getFirst());
        Stream<ConversionView> found = id == null
                ? conversions.read(ConversionView::of).flatMap(Optional::stream)
                : conversions.read(ConversionView.id(id), ConversionView::of).flatMap(view -> view).stream();
        return found.limit(query.limit()).map(view -> view.branch(query.node()));
    }
}
