package io.braid.yang.schema;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.Revision;
import org.opendaylight.yangtools.yang.common.YangVersion;
import org.opendaylight.yangtools.yang.model.api.Module;

/**
 * A module of a schema.
 *
 * @param name its name
 * @param revision empty if it has none
 * @param namespace its namespace
 * @param features the features it has, all of which are supported
 * @param old whether it is of YANG version 1
 * @param implemented whether its nodes exist here; otherwise others use its types
 */
public record ModuleInfo(
        String name, String revision, String namespace, List<String> features, boolean old, boolean implemented) {
    /** The name of its text, {@code name@revision}. */
    public String file() {
        return revision.isEmpty() ? name : name + "@" + revision;
    }

    static List<ModuleInfo> of(Schema schema) {
        return schema.context().getModules().stream()
                .map(ModuleInfo::of)
                .sorted(Comparator.comparing(ModuleInfo::name).thenComparing(ModuleInfo::revision))
                .toList();
    }

    private static ModuleInfo of(Module module) {
        // A module that has nothing but types and groupings is there for others.
        boolean implemented = Stream.of(
                        module.getChildNodes(), module.getRpcs(), module.getNotifications(), module.getAugmentations(),
                        module.getDeviations(), module.getIdentities())
                .anyMatch(parts -> !parts.isEmpty());
        return new ModuleInfo(
                module.getName(),
                module.getRevision().map(Revision::toString).orElse(""),
                module.getNamespace().toString(),
                module.getFeatures().stream()
                        .map(feature -> feature.getQName().getLocalName())
                        .sorted()
                        .toList(),
                module.getYangVersion() == YangVersion.VERSION_1,
                implemented);
    }
}
