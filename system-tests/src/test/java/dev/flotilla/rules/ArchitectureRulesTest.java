package dev.flotilla.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which part of the code may know which other. */
class ArchitectureRulesTest {
    private static final String[] SHARED = {
        "dev.flotilla.id..", "dev.flotilla.unit..", "dev.flotilla.enrolment..", "dev.flotilla.proto.."
    };

    /** Our own classes of all modules; what protoc generated stays out of the cycle rule only. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.flotilla");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.flotilla.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle makes two features one: neither can be read, tested or moved alone. Let the lower one"
                        + " declare the smallest interface that it needs, next to itself")
                .check(CLASSES.that(resideOutsideOfPackage("dev.flotilla.proto..")));
    }

    @Test
    void onlyNativeLibsKnowsJna() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flotilla.natives..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .because("a native pointer outside native-libs has no owner: give it a class there that owns it")
                .check(CLASSES);
    }

    @Test
    void theEngineIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage("dev.flotilla.edge.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.quarkus..",
                        "io.vertx..",
                        "io.smallrye..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "org.eclipse.microprofile.."))
                .because("the packet path must start in milliseconds, run in a small heap, and be stepped by hand in a"
                        + " test: wire it at the rim, hand in what it needs")
                .check(CLASSES);
    }

    @Test
    void theTwoDeliverablesMeetOnlyInTheirContracts() {
        noClasses()
                .that()
                .resideInAPackage("dev.flotilla.edge..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.flotilla.control.."))
                .because("an agent must work with a control center of another version: they share common-proto alone")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.flotilla.control..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.flotilla.edge..", "dev.flotilla.natives.."))
                .because("the control center runs where no native library is, and shares common-proto alone")
                .check(CLASSES);
    }

    @Test
    void theContractsImportNothingOfOurs() {
        noClasses()
                .that()
                .resideInAnyPackage(SHARED)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.flotilla..").and(resideOutsideOfPackages(SHARED)))
                .because("what both ends share must not drag one end into the other")
                .check(CLASSES);
    }

    @Test
    void nativeLibsImportsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.flotilla.natives..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.flotilla..").and(resideOutsideOfPackage("dev.flotilla.natives..")))
                .because("native-libs knows sockets and bytes, never what they mean")
                .check(CLASSES);
    }

    @Test
    void thePacketPathNeitherSleepsNorAsksForTheTimeOfDay() {
        String[] packetPath = {"dev.flotilla.edge.engine..", "dev.flotilla.natives.."};
        noClasses()
                .that()
                .resideInAnyPackage(packetPath)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .because("a sleep cannot be stepped in a test and is late by a scheduler's tick: wait in epoll with a"
                        + " timeout, or LockSupport.parkNanos in the worker's idle step")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(packetPath)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .because("the time of day jumps: take nowNs from the worker's turn, or a Clock that is handed in")
                .check(CLASSES);
    }
}
