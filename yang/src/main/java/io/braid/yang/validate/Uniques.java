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
                List<Instance> leaves = leaves(entry, unique);
                if (leaves.size() == unique.size()) {
                    List<String> values = leaves.stream().map(Instance::text).toList();
                    Instance earlier = first.putIfAbsent(values, entry);
                    if (earlier != null) {
                        report.addUnique(
                                entry, leaves.stream().map(Instance::path).toList(), told(unique, values, earlier));
                    }
                }
            }
        }
    }

    private static String told(List<List<QName>> unique, List<String> values, Instance earlier) {
        String names = unique.stream()
                .map(path -> path.stream().map(QName::getLocalName).collect(Collectors.joining("/")))
                .collect(Collectors.joining(", "));
        return "has the same " + names + " (" + String.join(", ", values) + ") as " + earlier.path() + ": change one";
    }

    /** Those of the leaves that the entry has. */
    private static List<Instance> leaves(Instance entry, List<List<QName>> unique) {
        List<Instance> leaves = new ArrayList<>();
        for (List<QName> path : unique) {
            Optional<Instance> leaf = Optional.of(entry);
            for (QName step : path) {
                leaf = leaf.flatMap(at -> child(at, step));
            }
            leaf.ifPresent(leaves::add);
        }
        return leaves;
    }

    private static Optional<Instance> child(Instance at, QName name) {
        return at.schema() instanceof InnerSchema inner
                ? inner.child(name.getNamespace().toString(), name.getLocalName())
                        .flatMap(child -> at.children(child).stream().findFirst())
                : Optional.empty();
    }
}
