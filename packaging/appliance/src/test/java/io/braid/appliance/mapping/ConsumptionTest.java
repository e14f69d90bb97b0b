package io.braid.appliance.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.yang.access.Policy;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Reader;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator can configure has a reader: the engine, the RADIUS client, the SSH server or access control. */
final class ConsumptionTest {
    @Test
    void everyLeafOfTheModelIsRead() throws IOException {
        Set<ValueSchema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Reader everything = Reader.recording(Data.everything(), seen::add);
        new EngineMapping().map(everything);
        new RadiusMapping().map(everything);
        new SystemMapping().map(everything);
        Policy.of(everything);
        List<String> ignored = leaves(Models.braid().root())
                .filter(leaf -> !seen.contains(leaf))
                .map(SchemaNode::path)
                .toList();
        assertEquals(List.of(), ignored);
    }

    private static Stream<ValueSchema> leaves(InnerSchema inner) {
        return inner.children().stream().filter(SchemaNode::config).flatMap(child -> switch (child) {
            case InnerSchema below -> leaves(below);
            case ValueSchema leaf -> Stream.of(leaf);
        });
    }
}
