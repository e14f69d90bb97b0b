package io.braid.yang.codec;

import io.braid.yang.error.QualifiedPath;
import io.braid.yang.schema.ModuleNames;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;

/**
 * Reads values as JSON and command lines have them: names in values carry the name of their module, or none where it is that of
 * the leaf (RFC 7951 §6.8, §6.11).
 */
public final class PlainValues {
    private final ModuleNames modules;

    public PlainValues(Schema schema) {
        this.modules = new ModuleNames(schema);
    }

    /**
     * The canonical form of a value.
     *
     * @throws ValueException if it is no value of the leaf
     */
    public String canonical(ValueSchema leaf, String text) throws ValueException {
        boolean path = leaf.type().mayBePath() && text.startsWith("/");
        return leaf.type()
                .canonical(path ? QualifiedPath.of(text).text() : text, modules.within(leaf.namespace()));
    }
}
