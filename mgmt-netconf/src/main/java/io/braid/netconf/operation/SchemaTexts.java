package io.braid.netconf.operation;

import io.braid.yang.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.Revision;
import org.opendaylight.yangtools.yang.common.YangVersion;
import org.opendaylight.yangtools.yang.model.api.Module;

/** The texts of the modules. */
public final class SchemaTexts {
    private final Schema schema;
    private final Function<String, Optional<URL>> find;

    /**
     * Knows the modules of a schema.
     *
     * @param find where the text of a module is, by {@code name@revision}
     */
    public SchemaTexts(Schema schema, Function<String, Optional<URL>> find) {
        this.schema = schema;
        this.find = find;
    }

    /**
     * A module.
     *
     * @param name its name
     * @param revision empty if it has none
     * @param namespace its namespace
     * @param features the features it has, all of which are supported
     * @param old whether it is of YANG version 1
     * @param implemented whether its nodes exist here; otherwise others use its types
     */
    public record Info(
            String name, String revision, String namespace, List<String> features, boolean old, boolean implemented) {
        private String file() {
            return revision.isEmpty() ? name : name + "@" + revision;
        }
    }

    /** All modules in the order of their names. */
    public List<Info> modules() {
        return schema.context().getModules().stream()
                .map(SchemaTexts::info)
                .sorted(Comparator.comparing(Info::name).thenComparing(Info::revision))
                .toList();
    }

    private static Info info(Module module) {
        // A module that has nothing but types and groupings is there for others.
        boolean implemented = Stream.of(
                        module.getChildNodes(), module.getRpcs(), module.getNotifications(), module.getAugmentations(),
                        module.getDeviations(), module.getIdentities())
                .anyMatch(parts -> !parts.isEmpty());
        return new Info(
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

    /** Whether the text of a module can be had. */
    public boolean has(Info module) {
        return find.apply(module.file()).isPresent();
    }

    /** The text of a module. */
    public Optional<String> text(Info module) {
        return find.apply(module.file()).map(url -> {
            try (InputStream in = url.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
