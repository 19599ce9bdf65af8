package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.FingerprintProperties;
import io.tidemark.lake.Lake;
import io.tidemark.lake.SnapshotProperties;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of two definitions never meet in one table; a table goes from one to the next by evolve. */
class DefinitionIT {

  private static final Pipeline BEFORE =
      EvolveJobTest.shop(
          set ->
              set.aggregate("n", "count(*)")
                  .aggregate("n_gone", "count(*)", a -> a.window("2 h"))
                  .aggregate("n_window", "count(*)", a -> a.window("1 h")));
  private static final Pipeline AFTER =
      EvolveJobTest.shop(
          set ->
              set.aggregate("n_new", "count(*)", a -> a.window("3 h"))
                  .aggregate("n", "count(*)")
                  .aggregate("n_window", "count(*)", a -> a.window("30 min"))
                  .sql("share", "n_window / n_new"));
  private static final TimeRange DAYS =
      new TimeRange(FeatureLayout.EVENT_TIME, BackfillFixture.day(0), BackfillFixture.day(2));

  @TempDir Path dir;

  @Test
  void aTableGoesFromOneDefinitionToTheNext() throws Exception {
    BackfillFixture past = new BackfillFixture(dir);
    past.happened(BackfillFixture.days(0, 2));
    backfill(past, BEFORE, 2, "before");
    assertThat(hashOfNewest(past)).isEqualTo(hash(BEFORE));

    long snapshot = newest(past).snapshotId();
    assertRefused(() -> backfill(past, AFTER, 2, "after"));
    assertRefused(() -> verify(past, AFTER));
    assertThat(newest(past).snapshotId()).isEqualTo(snapshot);

    EvolveJob.Unfilled unfilled =
        new EvolveJob(past.workspace(AFTER), new EvolveJob.Options(true, true, false))
            .run(set(AFTER), plan -> {});
    assertThat(unfilled.columns()).containsExactly("n_new", "n_window", "share");
    assertThat(unfilled.range()).contains(DAYS);
    assertThat(newest(past).parentId()).isEqualTo(snapshot);
    assertThat(newest(past).summary())
        .containsEntry(SnapshotProperties.OPERATION, SnapshotProperties.REDEFINE);
    VerifyResult stale = verify(past, AFTER);
    assertThat(stale.different()).isEqualTo(1440);
    assertThat(stale.differences().get(0).values()).contains("n_new: table has NULL, recomputed 1");

    backfill(past, AFTER, 2, "filled");
    VerifyResult filled = verify(past, AFTER);
    assertThat(filled.holds()).isTrue();
    assertThat(filled.equal()).isEqualTo(1440);
    assertThat(hashOfNewest(past)).isEqualTo(hash(AFTER));
    assertThat(rows(past)).hasSize(1440).allMatch(row -> row.getField("n_gone") == null);
    UserException back =
        catchThrowableOfType(UserException.class, () -> backfill(past, BEFORE, 2, "back"));
    assertThat(back).hasMessageContaining("new feature n_gone");
  }

  @Test
  void theLiveSinkLeavesRetiredColumnsNullAndNamesTheDefinition() throws Exception {
    BackfillFixture past = new BackfillFixture(dir);
    past.happened(BackfillFixture.days(0, 1));
    backfill(past, BEFORE, 1, "before");
    new EvolveJob(past.workspace(AFTER), new EvolveJob.Options(true, true, false))
        .run(set(AFTER), plan -> {});
    FeatureLayout layout = new FeatureLayout(AFTER, set(AFTER));
    try (Lake lake = past.lake()) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.batch(past.environment()));
      new LakeSink(layout.table(), 1)
          .append(
              lake, env.fromData(List.of(row()), InternalTypeInfo.of(layout.rowType())).uid("row"));
      env.execute();
    }
    assertThat(hashOfNewest(past)).isEqualTo(hash(AFTER));
    Record live =
        rows(past).stream()
            .filter(r -> r.getField("event_id").equals("x"))
            .findFirst()
            .orElseThrow();
    assertThat(List.of("n_new", "n", "n_window", "share"))
        .extracting(live::getField)
        .containsExactly(4L, 5L, 6L, 7L);
    assertThat(live.getField("n_gone")).isNull();
  }

  private static RowData row() {
    return GenericRowData.of(
        1L,
        TimestampData.fromInstant(BackfillFixture.day(1)),
        StringData.fromString("x"),
        StringData.fromString("activity"),
        4L,
        5L,
        6L,
        7L);
  }

  private interface Run {
    void run() throws Exception;
  }

  private static void assertRefused(Run run) {
    UserException refusal = catchThrowableOfType(UserException.class, run::run);
    assertThat(refusal.problems())
        .extracting(Problem::what)
        .containsExactly(
            "new feature n_new",
            "new feature share",
            "gone feature n_gone",
            "changed feature n_window: window was 1 h, is 30 min");
    assertThat(refusal.problems())
        .allSatisfy(p -> assertThat(p.example()).startsWith("tidemark evolve <pipeline.yaml>"));
  }

  private static FeatureSet set(Pipeline pipeline) {
    return pipeline.featureSets().get(0);
  }

  private static String hash(Pipeline pipeline) {
    return FeatureSetFingerprint.of(pipeline, set(pipeline)).hash();
  }

  private static void backfill(BackfillFixture past, Pipeline pipeline, int days, String runId)
      throws Exception {
    new BackfillJob(past.workspace(pipeline), stage -> {})
        .run(set(pipeline), BackfillFixture.day(0), BackfillFixture.day(days), runId);
  }

  private static VerifyResult verify(BackfillFixture past, Pipeline pipeline) throws Exception {
    return new VerifyJob(past.workspace(pipeline)).run(set(pipeline), DAYS);
  }

  private static Snapshot newest(BackfillFixture past) {
    try (Lake lake = past.lake()) {
      return lake.table("customer").currentSnapshot();
    }
  }

  private static String hashOfNewest(BackfillFixture past) {
    Map<String, String> summary = newest(past).summary();
    return summary.get(FingerprintProperties.HASH);
  }

  private static List<Record> rows(BackfillFixture past) throws Exception {
    List<Record> all = new ArrayList<>();
    try (Lake lake = past.lake();
        CloseableIterable<Record> rows = IcebergGenerics.read(lake.table("customer")).build()) {
      rows.forEach(all::add);
    }
    return all;
  }
}
