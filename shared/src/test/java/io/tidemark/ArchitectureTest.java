package io.tidemark;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tidemark.pipeline.JobSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.metrics.MetricGroup;

/**
 * The arrows between the packages, and what would make the modes differ: neither a clock, nor
 * chance, nor the mode itself is known here. The engine's own rules are in
 * FeatureEngineKnowsNoFlinkTest.
 */
@AnalyzeClasses(
    packages = "io.tidemark",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestSupport.class})
class ArchitectureTest {

  /** Leaves out what is on the class path for tests alone. */
  static final class DoNotIncludeTestSupport implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/tidemark/testing/");
    }
  }

  private static final String NUMBER = "io.tidemark.aggregate.number";
  private static final String AGGREGATE = "io.tidemark.aggregate";
  private static final String LAWS = "io.tidemark.aggregate.testing";
  private static final String DEFINITION = "io.tidemark.definition";
  private static final String DRAFT = "io.tidemark.definition.draft";
  private static final String SQL = "io.tidemark.definition.sql";
  private static final String PARSER = "io.tidemark.definition.parser";
  private static final String COMPAT = "io.tidemark.definition.compat";
  private static final String LAKE = "io.tidemark.lake";
  private static final String LIVE = "io.tidemark.lake.live";
  private static final String WRITE = "io.tidemark.lake.write";
  private static final String PUBLISH = "io.tidemark.lake.publish";
  private static final String READ = "io.tidemark.lake.read";
  private static final String LEDGER = "io.tidemark.lake.ledger";
  private static final String EVENT = "io.tidemark.event";
  private static final String FORMAT = "io.tidemark.event.format";
  private static final String DECODER = "io.tidemark.event.decoder";
  private static final String FILE = "io.tidemark.event.file";
  private static final String ENGINE = "io.tidemark.feature.engine";
  private static final String FEATURE = "io.tidemark.feature";
  private static final String METRIC = "io.tidemark.metric";
  private static final String PIPELINE = "io.tidemark.pipeline";

  /** Every room, with those that it may enter. */
  private static final Map<String, List<String>> DOORS =
      Map.ofEntries(
          entry(NUMBER, List.of()),
          entry(AGGREGATE, List.of(NUMBER)),
          entry(LAWS, List.of(AGGREGATE, NUMBER)),
          entry(DEFINITION, List.of(AGGREGATE)),
          entry(DRAFT, List.of(DEFINITION)),
          entry(SQL, List.of(AGGREGATE, DEFINITION, DRAFT)),
          entry(PARSER, List.of(AGGREGATE, DEFINITION, DRAFT, SQL)),
          entry(COMPAT, List.of(AGGREGATE, DEFINITION, DRAFT)),
          entry(LAKE, List.of(DEFINITION, COMPAT)),
          entry(LIVE, List.of(DEFINITION, COMPAT, LAKE)),
          entry(WRITE, List.of(DEFINITION, LAKE, LIVE)),
          entry(PUBLISH, List.of(DEFINITION, LAKE, LIVE, WRITE)),
          entry(READ, List.of(DEFINITION, LAKE)),
          entry(LEDGER, List.of(DEFINITION, LAKE, LIVE, WRITE, PUBLISH)),
          entry(EVENT, List.of(DEFINITION, LAKE, LIVE)),
          entry(FORMAT, List.of(DEFINITION, EVENT)),
          entry(METRIC, List.of()),
          entry(DECODER, List.of(DEFINITION, DRAFT, EVENT, FORMAT, LAKE, METRIC)),
          entry(FILE, List.of(DEFINITION, EVENT, FORMAT, DECODER, LAKE)),
          entry(ENGINE, List.of(AGGREGATE, NUMBER, DEFINITION)),
          entry(
              FEATURE,
              List.of(
                  AGGREGATE,
                  NUMBER,
                  DEFINITION,
                  COMPAT,
                  EVENT,
                  ENGINE,
                  LAKE,
                  LIVE,
                  LEDGER,
                  METRIC)),
          entry(
              PIPELINE,
              List.of(
                  DEFINITION, EVENT, DECODER, FILE, FEATURE, LAKE, LIVE, READ, LEDGER, METRIC)));

  @ArchTest
  static void everyRoomHasItsDoors(JavaClasses classes) {
    DOORS.forEach((room, entered) -> knows(room, entered).check(classes));
  }

  @ArchTest
  static final ArchRule NO_OTHER_PACKAGES =
      classes()
          .should()
          .resideInAnyPackage(DOORS.keySet().toArray(String[]::new))
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

  @ArchTest
  static final ArchRule METRICS_ARE_DECLARED =
      noClasses()
          .that()
          .resideOutsideOfPackage(METRIC)
          .should()
          .callMethodWhere(
              target(owner(assignableTo(MetricGroup.class)))
                  .and(target(nameMatching("counter|gauge|meter|histogram"))))
          .because("a metric is declared in JobMetric, of which the reference is made");

  @ArchTest static final ArchRule NO_PRINTING = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
  @ArchTest static final ArchRule ONE_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  /** Of our own packages, the classes of that one depend on those others alone. */
  private static ArchRule knows(String one, List<String> others) {
    DescribedPredicate<JavaClass> known =
        resideOutsideOfPackage("io.tidemark..")
            .or(resideInAPackage(one))
            .or(resideInAnyPackage(others.toArray(String[]::new)));
    return classes().that().resideInAPackage(one).should().onlyDependOnClassesThat(known);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String method) {
    return DescribedPredicate.describe(
        "target is " + method + "()", access -> access.getName().equals(method));
  }
}
