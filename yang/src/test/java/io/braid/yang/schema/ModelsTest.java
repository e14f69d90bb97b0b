package io.braid.yang.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The product's modules are complete, and no checker has anything to say about them. */
final class ModelsTest {
    @Test
    void everyModuleOfTheJarIsRead() throws IOException {
        try (Stream<Path> files = Files.list(Yanglint.folder())) {
            Set<String> names = files.map(file -> file.getFileName().toString().replace(".yang", ""))
                    .collect(Collectors.toSet());
            assertEquals(Set.copyOf(Models.MODULES), names);
        }
    }

    @Test
    void yangtoolsReadsThemWithoutAWarning() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        root.addAppender(events);
        try {
            Models.read(Models.MODULES.stream().map(Models::text).toList());
        } finally {
            root.detachAppender(events);
        }
        assertEquals(
                List.of(),
                events.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }

    @Test
    @Timeout(60)
    void yanglintAcceptsThemWithoutAWarning() throws Exception {
        for (String module : Models.MODULES) {
            Yanglint.Verdict verdict = Yanglint.module(module);
            assertEquals("", verdict.said(), module);
            assertTrue(verdict.accepted(), module);
        }
    }

    /** Those of the RFCs are left out: yangdump finds fault with the status of nodes of RFC 8525. */
    @Test
    @Timeout(60)
    void yangdumpAcceptsOursWithoutAWarning() throws Exception {
        for (String module : Models.MODULES) {
            if (module.startsWith("braid-")) {
                assertEquals("", Yangdump.complaints(Yanglint.folder(), module), module);
            }
        }
    }

    @Test
    void everyNodeTellsTheOperatorWhatItIs() {
        List<String> mute = Stream.of(Models.braid().root(), Models.braid().notifications())
                .flatMap(ModelsTest::nodes)
                .filter(node -> node.description().length() < 20)
                .map(SchemaNode::path)
                .toList();
        assertEquals(List.of(), mute);
    }

    @Test
    void everyConditionSaysWhatToDo() {
        List<Condition> musts =
                nodes(Models.braid().root()).flatMap(node -> node.musts().stream()).toList();
        assertFalse(musts.isEmpty());
        assertEquals(
                List.of(),
                musts.stream().filter(must -> must.message().isEmpty()).map(Condition::text).toList());
    }

    @Test
    void aModuleWithoutItsImportsIsRefused() {
        List<URL> alone = List.of(Models.text("braid-mcp@2026-11-23"));
        Logger yangtools = (Logger) LoggerFactory.getLogger("org.opendaylight");
        yangtools.setLevel(Level.OFF);
        try {
            ModelException refusal = assertThrows(ModelException.class, () -> Models.read(alone));
            assertTrue(refusal.getMessage().contains("braid-mcp"), refusal.getMessage());
        } finally {
            yangtools.setLevel(null);
        }
    }

    private static Stream<SchemaNode> nodes(InnerSchema inner) {
        return inner.children().stream()
                .flatMap(child -> Stream.concat(
                        Stream.of(child), child instanceof InnerSchema below ? nodes(below) : Stream.empty()));
    }
}
