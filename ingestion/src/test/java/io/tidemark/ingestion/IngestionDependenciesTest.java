package io.tidemark.ingestion;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.flink.metrics.MetricGroup;

/** The live job knows nothing of the jobs over history, nor of who starts it. */
@AnalyzeClasses(packages = "io.tidemark.ingestion", importOptions = DoNotIncludeTests.class)
class IngestionDependenciesTest {

  @ArchTest
  static final ArchRule DEPENDS_ON_SHARED_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("io.tidemark..")
                  .or(
                      resideInAnyPackage(
                          "io.tidemark.ingestion..",
                          "io.tidemark.definition..",
                          "io.tidemark.lake..",
                          "io.tidemark.event..",
                          "io.tidemark.feature",
                          "io.tidemark.metric",
                          "io.tidemark.pipeline")));

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule METRICS_ARE_DECLARED =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(MetricGroup.class)))
                  .and(target(nameMatching("counter|gauge|meter|histogram"))))
          .because("a metric is declared in JobMetric, of which the reference is made");

  @ArchTest static final ArchRule NO_PRINTING = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
