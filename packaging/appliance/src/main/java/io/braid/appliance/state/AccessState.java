package io.braid.appliance.state;

import io.braid.yang.access.AccessControl;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.util.stream.Stream;

/** What access control has denied since the start (RFC 8341 §5). */
public final class AccessState implements StateProvider {
    private final AccessControl access;

    public AccessState(AccessControl access) {
        this.access = access;
    }

    @Override
    public String path() {
        return "/ietf-netconf-acm:nacm";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(new BranchBuilder(query.node())
                .leaf("denied-operations", access.deniedOperations())
                .leaf("denied-data-writes", access.deniedWrites())
                .leaf("denied-notifications", access.deniedNotifications())
                .build());
    }
}
