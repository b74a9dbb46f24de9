package io.agencysuite.kit.test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/// The rules of style that a machine can hold, for one service room.
public final class ArchitectureRules {

  private static final String MESSAGES = "io.agencysuite.*.v1..";

  private ArchitectureRules() {}

  /// @param room the last part of the service's base package, for example `crm`
  public static void check(String room) {
    String base = "io.agencysuite." + room;
    // The generated messages of the room: as many classes again, and none of its own.
    JavaClasses own =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(place -> !place.contains("/" + room + "/v1/"))
            .importPackages(base);
    for (ArchRule rule : rules(base)) {
      rule.allowEmptyShould(true).check(own);
    }
  }

  private static List<ArchRule> rules(String base) {
    return List.of(
        noClasses()
            .that(com.tngtech.archunit.base.DescribedPredicate.not(isStore()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..")
            .as("only *Store classes and wiring touch the store's driver"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.data..")
            .as("no Spring Data"),
        noClasses()
            .that(com.tngtech.archunit.base.DescribedPredicate.not(isEdge()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MESSAGES)
            .as("only the edge knows wire messages"),
        classes()
            .that()
            .areRecords()
            .and()
            .resideOutsideOfPackage(base)
            .and(com.tngtech.archunit.base.DescribedPredicate.not(isEdge()))
            .should()
            .onlyDependOnClassesThat(
                resideInAPackage("java..")
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAPackage("org.springframework.boot.context.properties.."))
                    .or(resideInAPackage("io.agencysuite.kit.."))
                    .or(resideInAPackage(base + "..")))
            .as("records of features depend on the JDK, the kit and each other"),
        SlicesRuleDefinition.slices()
            .matching(base + ".(*)..")
            .should()
            .beFreeOfCycles()
            .as("features are free of cycles"),
        noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .as("no field injection"),
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Configuration")
            .and()
            .haveSimpleNameNotEndingWith("Application")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .as("time, ids and threads come from the kit"),
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("Entity")
            .as("names say what a thing is"));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> isStore() {
    return simpleNameEndingWith("Store")
        .or(simpleNameEndingWith("Configuration"))
        .or(nestedIn("Store"));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> isEdge() {
    return simpleNameEndingWith("GrpcService")
        .or(simpleNameEndingWith("GrpcClient"))
        .or(simpleNameEndingWith("Messages"))
        .or(simpleNameEndingWith("Configuration"))
        .or(nestedIn("GrpcService"))
        .or(nestedIn("Messages"));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> nestedIn(String suffix) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "nested in *" + suffix,
        c ->
            c.getName().matches(".*" + suffix + "\\$.*")
                && !c.getModifiers().contains(JavaModifier.ABSTRACT));
  }
}
