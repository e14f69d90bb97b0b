package io.braid.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The arrows as the POMs declare them: a module that is not on a class path cannot be used by accident. A new module
 * states its arrows here first.
 */
class PomArrowsTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..", "..").normalize();

    /** Module folder to the modules of Braid it may use at run time. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "yang", Set.of(),
            "mcp-engine", Set.of(),
            "aaa-radius", Set.of("mcp-engine"),
            "mgmt-netconf", Set.of("yang"),
            "cli-shell", Set.of("yang"),
            "packaging/fuzz", Set.of(),
            "packaging/appliance", Set.of("yang", "mcp-engine", "aaa-radius", "mgmt-netconf", "cli-shell"),
            "packaging/lab", Set.of("mcp-engine"),
            "packaging/bench", Set.of("mcp-engine", "lab"));

    @Test
    void pomsDeclareTheArrowsOfTheArchitectureAndNoOthers() throws Exception {
        Map<String, Set<String>> declared = new TreeMap<>();
        for (Element module : elements(pom(""), "module")) {
            String folder = module.getTextContent().strip();
            declared.put(folder, dependencies(folder));
        }
        assertEquals(new TreeMap<>(ARROWS), declared);
    }

    /** The benches are built after the lab, so that their sources are read, not their classes. */
    @Test
    void theSourcesOfTheBenchesNameOfBraidTheLinuxRoomAndTheLabOnly() throws Exception {
        Pattern name = Pattern.compile("\\bio\\.braid\\.\\w+(\\.\\w+)?");
        Pattern allowed = Pattern.compile("io\\.braid\\.(bench|lab)(\\.\\w+)?|io\\.braid\\.engine\\.linux");
        Set<String> seen = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("packaging/bench/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                name.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(seen::add);
            }
        }
        assertTrue(seen.stream().anyMatch(n -> n.startsWith("io.braid.bench")), seen.toString());
        assertEquals(List.of(), seen.stream().filter(n -> !allowed.matcher(n).matches()).toList());
    }

    /** So that the last line in which Maven counts tests counts the lab's scenarios. */
    @Test
    void noModuleAfterTheLabHasTests() throws Exception {
        List<String> modules = elements(pom(""), "module").stream().map(m -> m.getTextContent().strip()).toList();
        assertTrue(modules.contains("packaging/lab"), modules.toString());
        for (String later : modules.subList(modules.indexOf("packaging/lab") + 1, modules.size())) {
            assertFalse(Files.exists(ROOT.resolve(later).resolve("src/test")), later);
        }
    }

    private static Set<String> dependencies(String folder) throws Exception {
        Set<String> found = new TreeSet<>();
        for (Element dependency : elements(pom(folder), "dependency")) {
            if (child(dependency, "groupId").equals("io.braid") && !child(dependency, "scope").equals("test")) {
                found.add(child(dependency, "artifactId"));
            }
        }
        return found;
    }

    private static Element pom(String folder) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(folder).resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    private static String child(Element parent, String name) {
        List<Element> found = elements(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }
}
