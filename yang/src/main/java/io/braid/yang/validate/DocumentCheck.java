package io.braid.yang.validate;

import io.braid.yang.codec.Document;
import io.braid.yang.codec.Location;
import io.braid.yang.codec.Problem;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Node;
import io.braid.yang.xpath.Instance;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Validates what was read from a text, and tells the violations by their places in the text. */
public final class DocumentCheck {
    private final Schema schema;

    public DocumentCheck(Schema schema) {
        this.schema = schema;
    }

    /** Everything that is wrong with a document, reading and validity together, in the order of the text. */
    public List<Problem> problems(Document document) {
        if (!document.complete()) {
            return document.problems();
        }
        Set<Branch> doubtful = Collections.newSetFromMap(new IdentityHashMap<>());
        return Stream.concat(
                        document.problems().stream(),
                        new Validator(schema)
                                .validate(document.root()).stream()
                                        .filter(violation -> !doubtful(violation.at(), document, doubtful))
                                        .map(violation -> problem(violation, document)))
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** Whether something was left out in or below the branch of a violation: it may follow from that alone. */
    private static boolean doubtful(Instance at, Document document, Set<Branch> known) {
        if (known.isEmpty() && !document.damaged().isEmpty()) {
            around(document.root(), document.damaged(), known);
        }
        Optional<Instance> branch = at.node() instanceof Branch ? Optional.of(at) : at.parent();
        return branch.filter(found -> found.node() instanceof Branch self && known.contains(self))
                .isPresent();
    }

    /** Collects the damaged branches below {@code node}, and all that are around them. */
    private static boolean around(Node node, Set<Branch> damaged, Set<Branch> known) {
        boolean found = false;
        switch (node) {
            case Branch branch -> {
                for (Node child : branch.children()) {
                    found |= around(child, damaged, known);
                }
                found |= damaged.contains(branch);
                if (found) {
                    known.add(branch);
                }
            }
            case Entries entries -> {
                for (Branch entry : entries.stream().toList()) {
                    found |= around(entry, damaged, known);
                }
            }
            default -> {}
        }
        return found;
    }

    private static Problem problem(Violation violation, Document document) {
        Location at = Stream.iterate(Optional.of(violation.at()), up -> up.isPresent(), up -> up.get().parent())
                .flatMap(up -> Optional.ofNullable(document.locations().get(up.get().node())).stream())
                .findFirst()
                .orElse(Location.UNKNOWN);
        return new Problem(at.line(), at.column(), violation.path(), violation.message());
    }
}
