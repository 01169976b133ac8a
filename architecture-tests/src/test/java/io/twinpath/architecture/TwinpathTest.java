package io.twinpath.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** This project held to the rules. */
class TwinpathTest {
    private static final String US = "io.twinpath.";
    private static final String NULLNESS = "org.jspecify.annotations..";
    private static final String DOMAIN = US + "domain..";
    private static final String DATA_PATH = US + "application.datapath..";

    private static final Layout LAYOUT = Layout.of(
            Room.domain(US + "domain", "java..", NULLNESS).butNot("java.sql.."),
            Room.application(US + "application", "java..", NULLNESS, DOMAIN, "org.slf4j..", US + "application..")
                    .butNot("java.sql.."),
            Room.application(
                            US + "application.fallback",
                            "java..",
                            NULLNESS,
                            DOMAIN,
                            "org.slf4j..",
                            US + "application..",
                            "io.github.resilience4j..")
                    .butNot("java.sql.."),
            Room.driving(
                            US + "rest",
                            "java..",
                            NULLNESS,
                            DOMAIN,
                            US + "application..",
                            "jakarta.ws.rs..",
                            "jakarta.inject..",
                            "jakarta.annotation..",
                            "org.glassfish.jersey..",
                            "com.fasterxml.jackson..",
                            "com.nimbusds.jose..",
                            "org.slf4j..")
                    .butNot("java.sql.."),
            Room.persistence(
                            US + "persistence.async",
                            "R2dbcPool",
                            "java..",
                            "org.slf4j..",
                            "javax.net.ssl..",
                            NULLNESS,
                            DOMAIN,
                            DATA_PATH,
                            "io.r2dbc..",
                            "org.reactivestreams..",
                            "reactor..",
                            "io.netty..")
                    .butNot("java.sql.."),
            Room.persistence(
                    US + "persistence.sync",
                    "JdbiSessions",
                    "java..",
                    "javax.sql..",
                    NULLNESS,
                    DOMAIN,
                    DATA_PATH,
                    "org.jdbi..",
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "org.postgresql.."),
            Room.assembly(US + "bootstrap"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.twinpath")
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(US + "architecture..")));

    @TestFactory
    Stream<DynamicTest> the_house_stands_as_drawn() {
        return Rules.of(LAYOUT, "jakarta.ws.rs.Path").stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }
}
