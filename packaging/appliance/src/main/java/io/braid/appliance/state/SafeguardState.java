package io.braid.appliance.state;

import io.braid.engine.guard.Safeguard;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;

/** How often somebody was kept away (draft S5.3), as the kernel counts. */
public final class SafeguardState implements StateProvider {
    private final Optional<Safeguard> safeguard;

    /** @param safeguard empty if nobody is kept away, so that nothing is known */
    public SafeguardState(Optional<Safeguard> safeguard) {
        this.safeguard = safeguard;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/safeguard/state";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return safeguard.stream().map(kept -> {
            try {
                return new BranchBuilder(query.node())
                        .leaf("internet-facing-refused", kept.internetFacingRefused())
                        .leaf("customers-refused", kept.customersRefused())
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
