package io.braid.netconf.operation;

import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.Sight;

/**
 * What NETCONF tells of what a reader may see: not what is write-only, whoever asks.
 *
 * @param sight what the reader may see
 */
record Told(Sight sight) implements Sight {
    @Override
    public boolean hides(SchemaNode node) {
        return node instanceof ValueSchema value && value.writeOnly() || sight.hides(node);
    }

    @Override
    public boolean shows(Instance instance) {
        return sight.shows(instance);
    }

    @Override
    public boolean showsAll() {
        return sight.showsAll();
    }
}
