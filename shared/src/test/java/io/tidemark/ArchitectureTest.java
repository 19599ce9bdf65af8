package io.tidemark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tidemark.pipeline.JobSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.RuntimeExecutionMode;

/**
 * The arrows between the packages, and what would make the modes differ: neither a clock, nor
 * chance, nor the mode itself is known here. What the maths may know is in MathsKnowsNoEngineTest.
 */
@AnalyzeClasses(packages = "io.tidemark", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String DEFINITION = "io.tidemark.definition";
  private static final String LAKE = "io.tidemark.lake";
  private static final String EVENT = "io.tidemark.event";
  private static final String FILE = "io.tidemark.event.file";
  private static final String AGGREGATE = "io.tidemark.feature.aggregate";
  private static final String MATHS = "io.tidemark.feature.maths";
  private static final String FEATURE = "io.tidemark.feature";
  private static final String PIPELINE = "io.tidemark.pipeline";

  @ArchTest static final ArchRule AGGREGATES_KNOW_NOBODY = knows(AGGREGATE);

  @ArchTest static final ArchRule DEFINITION_KNOWS_AGGREGATES = knows(DEFINITION, AGGREGATE);

  @ArchTest static final ArchRule LAKE_KNOWS_DEFINITIONS = knows(LAKE, DEFINITION);
  @ArchTest static final ArchRule EVENT_KNOWS_THE_LAKE = knows(EVENT, DEFINITION, LAKE);

  @ArchTest static final ArchRule FILES_KNOW_EVENTS = knows(FILE, DEFINITION, EVENT);

  @ArchTest
  static final ArchRule FEATURE_KNOWS_EVENTS =
      knows(FEATURE, DEFINITION, LAKE, EVENT, AGGREGATE, MATHS);

  @ArchTest
  static final ArchRule PIPELINE_KNOWS_ALL_OF_SHARED_BUT_THE_MATHS =
      knows(PIPELINE, DEFINITION, LAKE, EVENT, FILE, FEATURE);

  @ArchTest
  static final ArchRule NO_OTHER_PACKAGES =
      classes()
          .should()
          .resideInAnyPackage(DEFINITION, LAKE, EVENT, FILE, AGGREGATE, MATHS, FEATURE, PIPELINE)
          .because("an arrow is drawn for every package; a new one needs its own");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CHANCE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Random.class,
              RandomGenerator.class,
              SecureRandom.class,
              SplittableRandom.class,
              ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethodWhere(calls("randomUUID"));

  @ArchTest
  static final ArchRule NO_CLOCK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethodWhere(calls("now"))
          .orShould()
          .callMethodWhere(calls("currentProcessingTime"));

  @ArchTest
  static final ArchRule NOBODY_ASKS_FOR_THE_MODE =
      noClasses()
          .that()
          .doNotBelongToAnyOf(JobSettings.class)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(RuntimeExecutionMode.class);

  @ArchTest static final ArchRule NO_PRINTING = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
  @ArchTest static final ArchRule ONE_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  /** Of our own packages, the classes of that one depend on those others alone. */
  private static ArchRule knows(String one, String... others) {
    DescribedPredicate<JavaClass> known =
        resideOutsideOfPackage("io.tidemark..")
            .or(resideInAPackage(one))
            .or(resideInAnyPackage(others));
    return classes().that().resideInAPackage(one).should().onlyDependOnClassesThat(known);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String method) {
    return DescribedPredicate.describe(
        "target is " + method + "()", access -> access.getName().equals(method));
  }
}
