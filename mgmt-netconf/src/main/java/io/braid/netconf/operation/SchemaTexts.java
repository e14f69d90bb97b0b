package io.braid.netconf.operation;

import io.braid.yang.schema.ModuleInfo;
import io.braid.yang.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The texts of the modules. */
public final class SchemaTexts {
    private final List<ModuleInfo> modules;
    private final Function<String, Optional<URL>> find;

    /**
     * Knows the modules of a schema.
     *
     * @param find where the text of a module is, by {@code name@revision}
     */
    public SchemaTexts(Schema schema, Function<String, Optional<URL>> find) {
        this.modules = schema.modules();
        this.find = find;
    }

    /** All modules in the order of their names. */
    public List<ModuleInfo> modules() {
        return modules;
    }

    /** Whether the text of a module can be had. */
    public boolean has(ModuleInfo module) {
        return find.apply(module.file()).isPresent();
    }

    /** The text of a module. */
    public Optional<String> text(ModuleInfo module) {
        return find.apply(module.file()).map(url -> {
            try (InputStream in = url.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
