package io.braid.yang.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.MustConstraintAware;
import org.opendaylight.yangtools.yang.model.api.WhenConditionAware;

/** Reads must and when statements. */
final class Conditions {
    private Conditions() {}

    static List<Condition> musts(MustConstraintAware model) {
        return model.getMustConstraints().stream()
                .map(must -> new Condition(
                        must.getXpath(),
                        false,
                        must.getXpath().toString(),
                        must.getErrorMessage(),
                        must.getErrorAppTag()))
                .toList();
    }

    static Optional<Condition> when(WhenConditionAware model, boolean onParent) {
        return model.getWhenCondition()
                .map(when -> new Condition(
                        when, onParent, when.toString(), Optional.empty(), Optional.empty()));
    }

    static List<Condition> plus(List<Condition> some, Optional<Condition> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
