package io.braid.appliance.mapping;

import io.braid.engine.config.EngineConfig;
import io.braid.yang.codec.Document;
import io.braid.yang.codec.Problem;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.schema.Models;
import io.braid.yang.tree.Branch;
import io.braid.yang.validate.DocumentCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Loads a configuration from an XML file. */
public final class ConfigLoader {
    /** Longest file, in bytes. */
    public static final long BYTES_MAX = 64 << 20;

    private ConfigLoader() {}

    /**
     * Reads and checks a file.
     *
     * @return a valid tree of the product's modules
     * @throws ConfigException if the file cannot be read, or anything in it is wrong; tells all of it
     */
    public static Branch read(Path file) throws ConfigException {
        Document document;
        try (InputStream in = Files.newInputStream(file)) {
            document = new XmlReader(Models.braid(), BYTES_MAX).read(in);
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "no such file" : e.getMessage();
            throw wrong(file, "/", "cannot be read: " + reason);
        }
        List<Problem> problems = new DocumentCheck(Models.braid()).problems(document);
        if (!problems.isEmpty()) {
            throw new ConfigException(file, problems);
        }
        try {
            new EngineMapping().map(document.root());
            new SystemMapping().map(document.root());
        } catch (MappingException e) {
            throw wrong(file, e.path(), e.getMessage());
        }
        return document.root();
    }

    /**
     * Reads, checks and maps a file.
     *
     * @throws ConfigException as {@link #read}
     */
    public static EngineConfig load(Path file) throws ConfigException {
        return new EngineMapping().map(read(file));
    }

    private static ConfigException wrong(Path file, String path, String reason) {
        return new ConfigException(file, List.of(new Problem(0, 0, path, reason)));
    }
}
