package io.braid.appliance.state;

import io.braid.radius.Radius;
import io.braid.radius.accounting.AccountingReport;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import java.util.stream.Stream;

/** How reports of what subscribers use get to RADIUS servers. */
public final class AccountingState implements StateProvider {
    private final Radius radius;

    public AccountingState(Radius radius) {
        this.radius = radius;
    }

    @Override
    public String path() {
        return "/braid-radius:radius/accounting/statistics";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return radius.accountant().map(accountant -> branch(query.node(), accountant.report())).stream();
    }

    private static Branch branch(InnerSchema node, AccountingReport report) {
        return new BranchBuilder(node)
                .leaf("sessions", report.sessions())
                .leaf("waiting", report.waiting())
                .leaf("acknowledged", report.acknowledged())
                .leaf("failures", report.failures())
                .leaf("lost", report.lost())
                .build();
    }
}
