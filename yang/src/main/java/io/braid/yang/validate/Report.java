package io.braid.yang.validate;

import io.braid.yang.xpath.Instance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects violations, up to a bound: an operator reads no ten thousand of them. */
final class Report {
    private static final int MAX = 1000;

    private final Set<Violation> violations = new LinkedHashSet<>();

    void add(Instance at, String path, Violation.Kind kind, String message) {
        add(at, path, kind, Optional.empty(), message);
    }

    void add(Instance at, String path, Violation.Kind kind, Optional<String> appTag, String message) {
        add(new Violation(at, path.isEmpty() ? "/" : path, kind, appTag.or(kind::appTag), message, List.of()));
    }

    void addUnique(Instance entry, List<String> leaves, String message) {
        Violation.Kind kind = Violation.Kind.UNIQUE;
        add(new Violation(entry, entry.path(), kind, kind.appTag(), message, leaves));
    }

    private void add(Violation violation) {
        if (violations.size() < MAX) {
            violations.add(violation);
        }
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
