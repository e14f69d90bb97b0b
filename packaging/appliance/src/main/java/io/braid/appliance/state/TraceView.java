package io.braid.appliance.state;

import io.braid.engine.trace.Facts;
import io.braid.engine.trace.TraceStep;
import io.braid.engine.verdict.Verdict;
import java.util.Optional;

/** A step of a trace in the words of the model. */
final class TraceView {
    private TraceView() {}

    /** Fills what the grouping {@code step} has. */
    static void fill(BranchBuilder to, int number, TraceStep step) {
        Verdict verdict = step.verdict();
        to.leaf("number", number)
                .leaf("conversion", Long.toHexString(step.connection()))
                .leaf("elapsed", step.elapsedUs())
                .leaf("room", verdict.room())
                .leaf("outcome", switch (verdict) {
                    case Verdict.Pass _ -> "pass";
                    case Verdict.Refuse _ -> "refuse";
                })
                .leaf("reason", verdict.reason().label())
                .leaf("blame", verdict.reason().blame())
                .leaf("clause", verdict.reason().clause());
        if (!verdict.detail().isEmpty()) {
            to.leaf("text", verdict.detail().replaceAll("\\p{Cntrl}", "?"));
        }
        fill(to, step.facts());
    }

    private static void fill(BranchBuilder to, Facts facts) {
        to.leaf("service", facts.service())
                .socket("customer-", facts.customer().orElse(null))
                .socket("destination-", facts.destination().orElse(null));
        facts.format().ifPresent(format -> to.leaf("format", format));
        facts.concentrator().ifPresent(name -> to.leaf("concentrator", name));
        facts.access().ifPresent(name -> to.leaf("access", name));
        to.socket("source-", facts.source().orElse(null));
        fill(to, "customer-", facts.customerLeg());
        fill(to, "server-", facts.serverLeg());
        to.leaf("bytes-up", facts.bytesUp()).leaf("bytes-down", facts.bytesDown());
    }

    private static void fill(BranchBuilder to, String prefix, Optional<Facts.Protocol> leg) {
        leg.ifPresent(protocol -> to.leaf(prefix + "protocol", protocol.mptcp() ? "mptcp" : "tcp")
                .leaf(prefix + "subflows", protocol.subflows()));
    }
}
