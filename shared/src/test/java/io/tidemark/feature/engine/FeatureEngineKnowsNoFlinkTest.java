package io.tidemark.feature.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tidemark.definition.Window;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;

/**
 * Tests that the engine depends on Java, the aggregates and the definition's windows alone; never
 * on clock, chance or hash order.
 */
@AnalyzeClasses(packagesOf = FeatureEngine.class, importOptions = DoNotIncludeTests.class)
class FeatureEngineKnowsNoFlinkTest {

  @ArchTest
  static final ArchRule DEPENDS_ON_JAVA_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "io.tidemark.feature.engine", "io.tidemark.aggregate..")
                  .or(type(Window.class)));

  @ArchTest
  static final ArchRule NO_CLOCK_NO_CHANCE_NO_HASH_ORDER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Instant.class, Random.class, HashMap.class, HashSet.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");
}
