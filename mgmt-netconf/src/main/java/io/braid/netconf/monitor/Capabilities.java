package io.braid.netconf.monitor;

import io.braid.netconf.operation.SchemaTexts;
import io.braid.yang.schema.ModuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the server can do, as the hello tells it (RFC 6241 §8). */
public final class Capabilities {
    private static final List<String> PROTOCOL = List.of(
            "urn:ietf:params:netconf:base:1.0",
            "urn:ietf:params:netconf:base:1.1",
            "urn:ietf:params:netconf:capability:candidate:1.0",
            "urn:ietf:params:netconf:capability:confirmed-commit:1.1",
            "urn:ietf:params:netconf:capability:rollback-on-error:1.0",
            "urn:ietf:params:netconf:capability:validate:1.1",
            "urn:ietf:params:netconf:capability:xpath:1.0",
            "urn:ietf:params:netconf:capability:notification:1.0",
            "urn:ietf:params:netconf:capability:interleave:1.0",
            "urn:ietf:params:netconf:capability:with-defaults:1.0?basic-mode=explicit"
                    + "&also-supported=report-all,report-all-tagged,trim");

    private static final String LIBRARY = "urn:ietf:params:netconf:capability:yang-library:";

    /** The features of ietf-netconf that go with these capabilities. */
    private static final Set<String> NETCONF_FEATURES =
            Set.of("candidate", "confirmed-commit", "rollback-on-error", "validate", "xpath");

    private Capabilities() {}

    /** All capabilities. */
    public static List<String> of(SchemaTexts texts) {
        List<ModuleInfo> modules = texts.modules();
        List<String> all = new ArrayList<>(PROTOCOL);
        modules.stream()
                .filter(module -> module.name().equals(YangLibrary.MODULE))
                .findFirst()
                .ifPresent(library -> {
                    String revision = "?revision=" + library.revision();
                    String id = contentId(modules);
                    all.add(LIBRARY + "1.1" + revision + "&content-id=" + id);
                    all.add(LIBRARY + "1.0" + revision + "&module-set-id=" + id);
                });
        // RFC 7950 §5.6.4: modules of YANG 1.1 are told by the library only.
        modules.stream().filter(ModuleInfo::old).map(Capabilities::module).forEach(all::add);
        return List.copyOf(all);
    }

    private static String module(ModuleInfo module) {
        List<String> features = features(module);
        return module.namespace() + "?module=" + module.name()
                + (module.revision().isEmpty() ? "" : "&revision=" + module.revision())
                + (features.isEmpty() ? "" : "&features=" + String.join(",", features));
    }

    /** The features of a module that this server has. */
    static List<String> features(ModuleInfo module) {
        return module.name().equals("ietf-netconf")
                ? module.features().stream().filter(NETCONF_FEATURES::contains).toList()
                : module.features();
    }

    /** Differs whenever the set of modules does. */
    static String contentId(List<ModuleInfo> modules) {
        long hash = 1;
        for (ModuleInfo module : modules) {
            for (String part : List.of(module.name(), module.revision(), String.join(",", features(module)))) {
                for (int i = 0; i < part.length(); i++) {
                    hash = hash * 1_000_003 + part.charAt(i);
                }
                hash = hash * 1_000_003 + '|';
            }
        }
        return Long.toHexString(hash);
    }
}
