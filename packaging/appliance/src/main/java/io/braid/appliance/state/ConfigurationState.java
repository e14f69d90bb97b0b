package io.braid.appliance.state;

import io.braid.yang.datastore.Datastore;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.util.stream.Stream;

/** Which configuration runs, and what was wrong with it at the start. */
public final class ConfigurationState implements StateProvider {
    static final String CONFIGURATION = "/braid-configuration:configuration";

    private final Datastore datastore;

    public ConfigurationState(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public String path() {
        return CONFIGURATION;
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(new BranchBuilder(query.node())
                .leaf("generation", datastore.running().number())
                .leaf("confirmation-pending", datastore.confirmPending())
                .values("fault", datastore.faults())
                .build());
    }
}
