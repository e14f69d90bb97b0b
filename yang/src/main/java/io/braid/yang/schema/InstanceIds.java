package io.braid.yang.schema;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;

/** The canonical form of instance-identifiers: names carry their module where it changes (RFC 7951 §6.11). */
final class InstanceIds {
    private InstanceIds() {}

    static String text(YangInstanceIdentifier id, Function<QNameModule, String> moduleNames) {
        StringBuilder text = new StringBuilder();
        QNameModule module = null;
        List<PathArgument> steps = id.getPathArguments();
        for (int i = 0; i < steps.size(); i++) {
            QName name = steps.get(i).getNodeType();
            // A list and its entry are two steps there, and one here.
            if (steps.get(i) instanceof NodeIdentifier
                    && i + 1 < steps.size()
                    && steps.get(i + 1).getNodeType().equals(name)) {
                continue;
            }
            text.append('/');
            if (!name.getModule().equals(module)) {
                module = name.getModule();
                text.append(moduleNames.apply(module)).append(':');
            }
            text.append(name.getLocalName()).append(predicates(steps.get(i)));
        }
        return text.toString();
    }

    private static String predicates(PathArgument step) {
        return switch (step) {
            // Keys may be written in any order; sorted by name they have one.
            case NodeIdentifierWithPredicates entry -> entry.entrySet().stream()
                    .map(key -> "[" + key.getKey().getLocalName() + "=" + quoted(key.getValue()) + "]")
                    .sorted()
                    .collect(Collectors.joining());
            case NodeWithValue<?> value -> "[.=" + quoted(value.getValue()) + "]";
            default -> "";
        };
    }

    private static String quoted(Object value) {
        String text = value.toString();
        char quote = text.indexOf('\'') < 0 ? '\'' : '"';
        return quote + text + quote;
    }
}
