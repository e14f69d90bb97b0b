package io.braid.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Keeps the arrows between modules and rooms pointing one way (ARCHITECTURE.md, "Modules"). The lab is the module
 * that sees all others but the benches; these, and what the POMs may declare, are judged by {@link PomArrowsTest}.
 * A rule that finds no class to judge fails.
 */
class ArchitectureTest {
    private static final String LINUX = "io.braid.engine.linux..";

    private static JavaClasses braid;

    @BeforeAll
    static void readAllClasses() {
        braid = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.braid");
    }

    @Test
    void modulesPointDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.braid..")
                .layer("yang").definedBy("io.braid.yang..")
                .layer("mcp-engine").definedBy("io.braid.engine..")
                .layer("aaa-radius").definedBy("io.braid.radius..")
                .layer("mgmt-netconf").definedBy("io.braid.netconf..")
                .layer("cli-shell").definedBy("io.braid.cli..")
                .layer("appliance").definedBy("io.braid.appliance..")
                .layer("lab").definedBy("io.braid.lab..")
                .whereLayer("yang").mayNotAccessAnyLayer()
                .whereLayer("mcp-engine").mayNotAccessAnyLayer()
                .whereLayer("aaa-radius").mayOnlyAccessLayers("mcp-engine")
                .whereLayer("mgmt-netconf").mayOnlyAccessLayers("yang")
                .whereLayer("cli-shell").mayOnlyAccessLayers("yang")
                .whereLayer("appliance").mayNotBeAccessedByAnyLayer()
                .whereLayer("lab").mayOnlyAccessLayers("mcp-engine")
                .ensureAllClassesAreContainedInArchitecture()
                .check(braid);
    }

    @Test
    void foreignFunctionsStayInTheLinuxRoom() {
        noClasses().that().resideOutsideOfPackage(LINUX)
                .should().dependOnClassesThat().resideInAnyPackage("java.lang.foreign..")
                .because("one room owns native memory and calls, and turns errno into exceptions")
                .check(braid);
    }

    @Test
    void rawSystemCallsAreSeenByTheLinuxRoomAlone() {
        classes().that().resideInAPackage("io.braid.engine.linux.ffi..")
                .should().onlyHaveDependentClassesThat().resideInAPackage(LINUX)
                .because("others would have to read errno themselves")
                .check(braid);
    }

    @Test
    void theLinuxRoomStandsOnNoOtherRoom() {
        classes().that().resideInAPackage(LINUX)
                .should().onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(LINUX)
                        .or(JavaClass.Predicates.resideOutsideOfPackage("io.braid..")))
                .because("the lab uses it without the rest of the engine")
                .check(braid);
    }

    @Test
    void theCodecsOfTheConvertRoomDoNoInputOrOutput() {
        classes().that().resideInAPackage("io.braid.engine.convert..")
                .should().onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                "io.braid.engine.convert..", "java.lang..", "java.util..", "java.nio", "java.security")
                        .or(JavaClass.Predicates.simpleNameStartingWith("Inet"))
                        .or(JavaClass.Predicates.simpleName("UnknownHostException"))
                        .or(JavaClass.Predicates.simpleName("ByteArrayOutputStream")))
                .because("detection and codecs are tried with every input there is, without a socket in sight")
                .check(braid);
    }

    @Test
    void theLabSeesOfBraidTheLinuxRoomOnly() {
        classes().that().resideInAPackage("io.braid.lab..")
                .should().onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("io.braid.lab..", LINUX)
                        .or(JavaClass.Predicates.resideOutsideOfPackage("io.braid..")))
                .because("a scenario is proven by packets and processes, like a user's")
                .check(braid);
    }

    @Test
    void theEngineKnowsNoYang() {
        noClasses().that().resideOutsideOfPackages("io.braid.yang..", "io.braid.appliance..")
                .should().dependOnClassesThat().resideInAnyPackage("org.opendaylight..")
                .check(braid);
    }

    @Test
    void theRoomsOfTheEngineFormNoCycle() {
        slices().matching("io.braid.engine.(*)..").should().beFreeOfCycles().check(braid);
    }

    @Test
    void theRoomsOfRadiusFormNoCycle() {
        slices().matching("io.braid.radius.(*)..").should().beFreeOfCycles().check(braid);
    }

    @Test
    void theRoomsOfTheYangModuleFormNoCycle() {
        slices().matching("io.braid.yang.(*)..").should().beFreeOfCycles().check(braid);
    }

    @Test
    void theRoomsOfNetconfFormNoCycle() {
        slices().matching("io.braid.netconf.(*)..").should().beFreeOfCycles().check(braid);
    }

    @Test
    void theRoomsOfTheCommandLineFormNoCycle() {
        slices().matching("io.braid.cli.(*)..").should().beFreeOfCycles().check(braid);
    }

    @Test
    void theRoomsOfTheApplianceFormNoCycle() {
        slices().matching("io.braid.appliance.(*)..").should().beFreeOfCycles().check(braid);
    }
}
