package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.FeatureSetBuilder;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.FingerprintProperties;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a feature set's definition, and what becomes of its table. */
class EvolveJobTest {

  private static final UnaryOperator<FeatureSetBuilder> ONE =
      set -> set.aggregate("n", "count(*)").aggregate("last", "max(event_id)");

  @TempDir Path dir;
  private BackfillFixture past;

  static Pipeline shop(Consumer<FeatureSetBuilder> columns) {
    return PipelineBuilder.named("shop").stream(
            "activity",
            s ->
                s.topic("shop.activity")
                    .column("event_id", "STRING NOT NULL")
                    .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .column("customer_id", "BIGINT NOT NULL")
                    .id("event_id")
                    .time("occurred_at"))
        .features("customer", f -> columns.accept(f.entity("customer_id").from("activity")))
        .build();
  }

  private static TableLayout layout(Pipeline pipeline) {
    return new FeatureLayout(pipeline, pipeline.featureSets().get(0)).table();
  }

  @BeforeEach
  void create() {
    past = new BackfillFixture(dir);
    try (Lake lake = past.lake()) {
      lake.ensureAll(List.of(layout(shop(ONE::apply))));
      Map<String, Object> row =
          Map.of(
              "customer_id",
              1L,
              "event_time",
              BackfillFixture.day(0).plusSeconds(60).atOffset(ZoneOffset.UTC),
              "event_id",
              "e1",
              "event_stream",
              "activity",
              "n",
              1L,
              "last",
              "e1");
      ForeignRowWriter.append(lake.table("customer"), row, Map.of());
    }
  }

  private EvolveJob.Unfilled evolve(Consumer<FeatureSetBuilder> to, boolean replace, boolean drop) {
    Pipeline pipeline = shop(to);
    return new EvolveJob(past.workspace(pipeline), new EvolveJob.Options(true, replace, drop))
        .run(pipeline.featureSets().get(0), plan -> {});
  }

  private String refusal(Consumer<FeatureSetBuilder> to, boolean replace) {
    List<String> before = columns();
    UserException thrown =
        catchThrowableOfType(UserException.class, () -> evolve(to, replace, false));
    assertThat(columns()).isEqualTo(before);
    return thrown.getMessage();
  }

  private void check(Consumer<FeatureSetBuilder> columns) {
    try (Lake lake = past.lake()) {
      lake.check(List.of(layout(shop(columns))));
    }
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    try (Lake lake = past.lake()) {
      for (Types.NestedField field : lake.table("customer").schema().columns()) {
        columns.add(field.name() + (field.isRequired() ? "" : "?"));
      }
    }
    return columns;
  }

  @Test
  void aNewFeatureIsAnOptionalColumnInThePlaceOfTheLayout() {
    Consumer<FeatureSetBuilder> two =
        set -> ONE.apply(set.aggregate("n_1h", "count(*)", a -> a.window("1 h")));
    EvolveJob.Unfilled unfilled = evolve(two, false, false);
    assertThat(unfilled.columns()).containsExactly("n_1h");
    assertThat(unfilled.range().orElseThrow())
        .hasToString("event_time in [2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z)");
    assertThat(columns())
        .containsExactly(
            "customer_id", "event_time", "event_id", "event_stream", "n_1h?", "n", "last?");
    check(two);
    assertThat(evolve(two, false, false).columns()).isEmpty();
  }

  @Test
  void thePartitionThatTheLiveJobWasWritingToIsNamedToo() {
    long middle = BackfillFixture.day(0).plusSeconds(3600).toEpochMilli();
    try (Lake lake = past.lake()) {
      EvolveJob.Unfilled unfilled =
          EvolveJob.Unfilled.of(Set.of("n"), lake.table("customer"), middle);
      assertThat(unfilled.range()).isEmpty();
      assertThat(unfilled.waiting().orElseThrow())
          .hasToString("event_time in [2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z)");
    }
  }

  @Test
  void aFeatureThatIsGoneKeepsItsColumnUntilItIsDropped() {
    Consumer<FeatureSetBuilder> less = set -> set.aggregate("last", "max(event_id)");
    assertThat(evolve(less, false, false).columns()).isEmpty();
    assertThat(columns()).endsWith("event_stream", "last?", "n?");
    check(less);
    evolve(less, false, true);
    assertThat(columns()).endsWith("event_stream", "last?");
    check(less);
  }

  @Test
  void aRetiredFeatureComesBackEmpty() {
    evolve(set -> set.aggregate("last", "max(event_id)"), false, false);
    assertThat(refusal(ONE::apply, false)).contains("feature n is back: it was retired");
    EvolveJob.Unfilled unfilled = evolve(ONE::apply, true, false);
    assertThat(unfilled.columns()).containsExactly("n");
    assertThat(columns()).endsWith("n?", "last?");
    check(ONE::apply);
  }

  @Test
  void aFeatureThatChangesNeedsTheUsersWord() {
    Consumer<FeatureSetBuilder> changed =
        set ->
            set.aggregate("n", "count(*)", a -> a.window("1 h"))
                .aggregate("last", "max(CHAR_LENGTH(event_id))");
    assertThat(refusal(changed, false))
        .contains("changed feature n: window was all of history, is 1 h")
        .contains("changed feature last: agg was max(event_id), is max(CHAR_LENGTH(event_id));")
        .contains("type was STRING, is INT");
    assertThat(evolve(changed, true, false).columns()).containsExactly("last", "n");
    check(changed);
  }

  @Test
  void rowsOfAnotherKindAreAnotherTable() {
    assertThat(refusal(set -> ONE.apply(set.trigger("every 1 h")), true))
        .contains("trigger of a table stay as they are");
  }

  @Test
  void otherRowsOfTheSameKindAreAllToBeFilledAgain() {
    Consumer<FeatureSetBuilder> fewer =
        set -> ONE.apply(set.trigger(t -> t.where("event_id <> 'x'")));
    assertThat(refusal(fewer, false)).contains("all rows: trigger where was none, is event_id");
    assertThat(evolve(fewer, true, false).columns()).containsExactly("last", "n");
    check(fewer);
  }

  @Test
  void aTableWithoutDefinitionIsRefusedUntilItAdoptsOne() {
    try (Lake lake = past.lake()) {
      Table table = lake.table("customer");
      UpdateProperties properties = table.updateProperties();
      table.properties().keySet().stream()
          .filter(key -> key.startsWith(FingerprintProperties.HASH))
          .forEach(properties::remove);
      properties.commit();
    }
    UserException thrown = catchThrowableOfType(UserException.class, () -> check(ONE::apply));
    assertThat(thrown).hasMessageContaining("it does not say which definition its rows have");
    assertThat(evolve(ONE::apply, false, false).columns()).isEmpty();
    check(ONE::apply);
  }
}
