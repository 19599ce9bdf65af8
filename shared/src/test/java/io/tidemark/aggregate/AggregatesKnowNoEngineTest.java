package io.tidemark.aggregate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/**
 * Tests that the aggregates depend on Java alone, never on clock or chance, nor on functions whose
 * last bit depends on the machine.
 */
@AnalyzeClasses(packagesOf = AggregateRegistry.class, importOptions = DoNotIncludeTests.class)
class AggregatesKnowNoEngineTest {

  @ArchTest
  static final ArchRule DEPENDS_ON_JAVA_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.tidemark.aggregate.."));

  @ArchTest
  static final ArchRule NO_CLOCK_NO_CHANCE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Instant.class, Random.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule NO_INEXACT_MATHS =
      noClasses()
          .should()
          .callMethod(Math.class, "log", double.class)
          .orShould()
          .callMethod(Math.class, "exp", double.class)
          .orShould()
          .callMethod(Math.class, "pow", double.class, double.class)
          .orShould()
          .callMethod(Math.class, "cbrt", double.class);
}
