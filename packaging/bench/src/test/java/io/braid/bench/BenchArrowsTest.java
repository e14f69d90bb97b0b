package io.braid.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the one module that no other sees (ARCHITECTURE.md, "Modules"). */
class BenchArrowsTest {
    @Test
    void theBenchesSeeOfBraidTheLinuxRoomAndTheLabOnly() {
        classes().that().resideInAPackage("io.braid.bench..")
                .should().onlyDependOnClassesThat(
                        resideInAnyPackage("io.braid.bench..", "io.braid.lab..", "io.braid.engine.linux..")
                                .or(resideOutsideOfPackage("io.braid..")))
                .because("a bench measures the appliance as a process, like its peers")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.braid.bench"));
    }
}
