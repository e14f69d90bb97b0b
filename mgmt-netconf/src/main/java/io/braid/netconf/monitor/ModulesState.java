package io.braid.netconf.monitor;

import io.braid.netconf.data.Build;
import io.braid.netconf.operation.SchemaTexts;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.ModuleInfo;
import io.braid.yang.tree.Branch;
import java.util.List;
import java.util.stream.Stream;

/** The modules as RFC 7895 told them, for clients that know no other library (RFC 8525 §4 keeps it, as deprecated). */
public final class ModulesState implements StateProvider {
    private final List<ModuleInfo> modules;

    public ModulesState(SchemaTexts texts) {
        this.modules = texts.modules();
    }

    @Override
    public String path() {
        return "/ietf-yang-library:modules-state";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(Build.of(query.node(), state -> state.leaf("module-set-id", Capabilities.contentId(modules))
                .list("module", modules, (entry, module) -> entry.leaf("name", module.name())
                        .leaf("revision", module.revision())
                        .leaf("namespace", module.namespace())
                        .values("feature", Capabilities.features(module))
                        .leaf("conformance-type", module.implemented() ? "implement" : "import"))));
    }
}
