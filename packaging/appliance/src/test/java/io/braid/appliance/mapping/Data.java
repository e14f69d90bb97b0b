package io.braid.appliance.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.yang.codec.Document;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.schema.Models;
import io.braid.yang.tree.Branch;
import io.braid.yang.validate.DocumentCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trees for tests. */
final class Data {
    static final Path EVERYTHING = Path.of("src/test/resources/config/everything.xml");

    private Data() {}

    /** A document with each list, presence container and choice of the model in use. */
    static Branch everything() throws IOException {
        try (InputStream in = Files.newInputStream(EVERYTHING)) {
            Document document = new XmlReader(Models.braid(), 1 << 20).read(in);
            assertEquals(List.of(), new DocumentCheck(Models.braid()).problems(document));
            return document.root();
        }
    }
}
