package io.braid.netconf.data;

import io.braid.netconf.xml.XmlOutput;
import io.braid.yang.error.QualifiedPath;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.ValueSchema;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Writes canonical values as XML has them: names of modules become prefixes, which are declared. For one thread. */
public final class ValueWriter {
    private final Schema schema;
    public ValueWriter(Schema schema) {
        this.schema = schema;
    }

    /** Writes the content of an element that was just begun. */
    public void write(XmlOutput out, ValueSchema leaf, String value) throws IOException {
        if (leaf.type().mayBeIdentity() && schema.isIdentity(value)) {
            declare(out, Set.of(value.substring(0, value.indexOf(':'))));
            out.text(value);
        } else if (leaf.type().mayBePath() && value.startsWith("/")) {
            path(out, value);
        } else if (!value.isEmpty()) {
            out.text(value);
        }
    }

    /** Writes a path as the content of an element that was just begun. */
    public void path(XmlOutput out, String path) throws IOException {
        QualifiedPath qualified = QualifiedPath.of(path);
        declare(out, qualified.modules());
        out.text(qualified.text());
    }

    private void declare(XmlOutput out, Set<String> modules) throws IOException {
        for (String name : modules) {
            Optional<String> namespace = schema.namespace(name);
            if (namespace.isPresent()) {
                out.prefix(name, namespace.get());
            }
        }
    }
}
