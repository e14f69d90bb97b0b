package io.braid.yang.validate;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.common.QName;

/** The unique statement (RFC 7950 §7.8.3): entries that lack one of the leaves are not compared. */
final class Uniques {
    private Uniques() {}

    static void check(ListSchema list, List<Instance> entries, Report report) {
        for (List<List<QName>> unique : list.uniques()) {
            Map<List<String>, Instance> first = new HashMap<>();
            for (Instance entry : entries) {
                values(entry, unique).ifPresent(values -> {
                    Instance earlier = first.putIfAbsent(values, entry);
                    if (earlier != null) {
                        report.add(entry, entry.path(), Violation.Kind.UNIQUE, told(unique, values, earlier));
                    }
                });
            }
        }
    }

    private static String told(List<List<QName>> unique, List<String> values, Instance earlier) {
        String names = unique.stream()
                .map(path -> path.stream().map(QName::getLocalName).collect(Collectors.joining("/")))
                .collect(Collectors.joining(", "));
        return "has the same " + names + " (" + String.join(", ", values) + ") as " + earlier.path() + ": change one";
    }

    private static Optional<List<String>> values(Instance entry, List<List<QName>> unique) {
        List<String> values = new ArrayList<>();
        for (List<QName> path : unique) {
            Optional<Instance> leaf = Optional.of(entry);
            for (QName step : path) {
                leaf = leaf.flatMap(at -> child(at, step));
            }
            if (leaf.isEmpty()) {
                return Optional.empty();
            }
            values.add(leaf.get().text());
        }
        return Optional.of(values);
    }

    private static Optional<Instance> child(Instance at, QName name) {
        return at.schema() instanceof InnerSchema inner
                ? inner.child(name.getNamespace().toString(), name.getLocalName())
                        .flatMap(child -> at.children(child).stream().findFirst())
                : Optional.empty();
    }
}
