package io.braid.appliance.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.engine.config.EngineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
    @Test
    void everyProblemIsALineOfTheMessage() {
        Path file = Path.of("src/test/resources/config/wrong.xml");
        ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
        assertEquals(
                """
                FILE:2: /braid-mcp:mcp/kernel/mark-bit: "32" is not allowed: The firewall mark has 32 bits: choose a \
                bit from 0 to 31.
                FILE:3: /braid-mcp:mcp/service[name='edge']: Say which IPv4 source address servers see: set \
                source-address/ipv4/mode to own-address or preserve.
                FILE:3: /braid-mcp:mcp/service[name='edge']: Say which IPv6 source address servers see: set \
                source-address/ipv6/mode to own-address or preserve."""
                        .replace("FILE", file.toString()),
                refusal.getMessage());
    }

    @Test
    void aMissingFileIsAProblemLikeAnyOther() {
        ConfigException refusal =
                assertThrows(ConfigException.class, () -> ConfigLoader.load(Path.of("does-not-exist.xml")));
        assertEquals("does-not-exist.xml:0: /: cannot be read: no such file", refusal.getMessage());
    }

    @Test
    void aFolderIsNoFile(@TempDir Path folder) {
        ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(folder));
        assertEquals(folder + ":0: /: cannot be read: Is a directory", refusal.getMessage());
    }

    @Test
    void anEmptyConfigurationIsAllDefaults(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("empty.xml");
        Files.writeString(file, "<mcp xmlns=\"urn:braid:yang:braid-mcp\"/>");
        EngineConfig config = ConfigLoader.load(file);
        assertEquals(Map.of(), config.services());
        assertEquals("braid", config.kernel().tableName());
        assertEquals(0, config.kernel().eventLoops());
    }
}
