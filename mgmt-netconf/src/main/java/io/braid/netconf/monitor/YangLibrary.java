package io.braid.netconf.monitor;

import io.braid.netconf.data.Build;
import io.braid.netconf.operation.SchemaTexts;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.ModuleInfo;
import io.braid.yang.tree.Branch;
import java.util.List;
import java.util.stream.Stream;

/** The yang-library of RFC 8525: one set of modules, for all datastores. */
public final class YangLibrary implements StateProvider {
    static final String MODULE = "ietf-yang-library";
    private static final String ALL = "all";

    private final List<ModuleInfo> modules;

    public YangLibrary(SchemaTexts texts) {
        this.modules = texts.modules();
    }

    @Override
    public String path() {
        return "/ietf-yang-library:yang-library";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(Build.of(query.node(), library -> library
                .list("module-set", List.of(ALL), (set, name) -> set.leaf("name", name)
                        .list("module", with(true), (entry, module) -> {
                            entry.leaf("name", module.name())
                                    .leaf("namespace", module.namespace())
                                    .values("feature", Capabilities.features(module));
                            if (!module.revision().isEmpty()) {
                                entry.leaf("revision", module.revision());
                            }
                        })
                        .list("import-only-module", with(false), (entry, module) -> entry.leaf("name", module.name())
                                .leaf("revision", module.revision())
                                .leaf("namespace", module.namespace())))
                .list("schema", List.of(ALL), (schema, name) -> schema.leaf("name", name)
                        .values("module-set", List.of(ALL)))
                .list(
                        "datastore",
                        List.of("ietf-datastores:candidate", "ietf-datastores:running", "ietf-datastores:operational"),
                        (datastore, name) -> datastore.leaf("name", name).leaf("schema", ALL))
                .leaf("content-id", Capabilities.contentId(modules))));
    }

    private List<ModuleInfo> with(boolean implemented) {
        return modules.stream()
                .filter(module -> module.implemented() == implemented)
                .toList();
    }
}
