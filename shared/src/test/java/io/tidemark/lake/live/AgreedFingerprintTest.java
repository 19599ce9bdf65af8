package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.definition.compat.DefinitionFingerprint;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import io.tidemark.lake.EventTableEvolution;
import io.tidemark.lake.FeatureTableEvolution;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.publish.ImportCommitter;
import io.tidemark.lake.publish.ImportedFile;
import io.tidemark.lake.publish.RangePublishPlan;
import io.tidemark.lake.publish.RangePublisher;
import io.tidemark.lake.read.TableReport;
import io.tidemark.lake.write.StagedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that compute rows while evolve changes their table add none of them. */
class AgreedFingerprintTest {

  @TempDir Path directory;

  private final WriterLease run = new WriterLease("run");
  private final TableLayout events = LakeFixture.layout("events", TimePartitioning.DAYS);
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(
        List.of(
            layout("sum(price)"), events, LakeFixture.layout("rejects", TimePartitioning.DAYS)));
    run.takeOver(lake, List.of("features", "events"));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static TableLayout layout(String aggregate) {
    return layout(aggregate, "money");
  }

  private static TableLayout layout(String aggregate, String doc) {
    TableLayout plain = LakeFixture.layout("features", TimePartitioning.DAYS);
    List<LayoutColumn> columns = new ArrayList<>(plain.columns());
    LayoutColumn last = columns.remove(3);
    columns.add(new LayoutColumn(last.name(), last.type(), doc));
    DefinitionFingerprint facts =
        new DefinitionFingerprint(new TreeMap<>(Map.of("agg", aggregate)));
    FeatureSetFingerprint definition =
        new FeatureSetFingerprint(
            new DefinitionFingerprint(new TreeMap<>()), new TreeMap<>(Map.of("spend_30d", facts)));
    return new TableLayout(
        "features",
        "features",
        columns,
        plain.partitioning(),
        plain.partitionColumn(),
        plain.order(),
        Optional.of(definition));
  }

  private static TableLayout widened(TableLayout layout) {
    List<LayoutColumn> columns = new ArrayList<>(layout.columns());
    columns.add(new LayoutColumn("pieces", new IntType(true), ""));
    return new TableLayout(
            layout.name(), layout.doc(), columns, layout.partitioning(), layout.partitionColumn())
        .sortedBy(layout.order());
  }

  private void evolve(TableLayout to) {
    new FeatureTableEvolution(to, lake.table("features")).commit(false);
  }

  private void evolveEvents(TableLayout to, boolean drop) {
    new EventTableEvolution(to, lake.table("events"), Map.of()).commit(drop);
  }

  /** The table as the job's committer has it. */
  private Table live(TableLayout layout, String job) {
    AgreedFingerprint agreed = AgreedFingerprint.of(layout, lake.table(layout.name()));
    LiveTableLoader loader = new LiveTableLoader(lake.loader(layout.name()), run, agreed, 1);
    loader.runsIn(job);
    loader.open();
    return loader.loadTable();
  }

  private AppendFiles append(Table table, TableLayout layout, String job, long checkpoint) {
    List<RowData> row =
        List.of(LakeFixture.row(1, LakeFixture.START + checkpoint, "e" + checkpoint, 1.0));
    AppendFiles append =
        LakeFixture.live(table, checkpoint)
            .set(SinkUtil.FLINK_JOB_ID, job)
            .appendFile(LakeFixture.stage(lake.table(layout.name()), layout, row).dataFile());
    AgreedFingerprint.of(lake.table(layout.name())).said().forEach(append::set);
    return append;
  }

  private void refuses(AppendFiles append) {
    assertThatThrownBy(append::commit)
        .isInstanceOf(SuppressRestartsException.class)
        .isNotInstanceOf(CleanableFailure.class)
        .hasStackTraceContaining("evolve")
        .hasStackTraceContaining("--bootstrap lake");
  }

  private long rows(String name) {
    Snapshot current = lake.table(name).currentSnapshot();
    return Long.parseLong(current.summary().get("total-records"));
  }

  @Test
  void aLiveJobAddsNothingOnceFeaturesAreComputedOtherwise() {
    Table table = live(layout("sum(price)"), "job");
    append(table, layout("sum(price)"), "job", 1).commit();
    AppendFiles next = append(table, layout("sum(price)"), "job", 2);
    evolve(layout("max(price)"));
    refuses(next);
    assertThat(rows("features")).isEqualTo(1);
  }

  @Test
  void aLiveJobAddsNothingOnceEventsHaveOtherColumns() {
    Table table = live(events, "job");
    append(table, events, "job", 1).commit();
    AppendFiles next = append(table, events, "job", 2);
    evolveEvents(widened(events), false);
    refuses(next);
    assertThat(rows("events")).isEqualTo(1);
  }

  @Test
  void aLiveJobGoesOnWhereNoRowIsDifferent() {
    Table table = live(layout("sum(price)"), "job");
    evolve(layout("sum(price)", "euros"));
    lake.table("features").updateSchema().updateColumnDoc("spend_30d", "euros").commit();
    lake.table("features").updateProperties().set("anything", "else").commit();
    append(table, layout("sum(price)"), "job", 1).commit();
    Table ofEvents = live(events, "job");
    evolveEvents(events.sortedBy(List.of("event_time")), false);
    append(ofEvents, events, "job", 1).commit();
    assertThat(rows("features") + rows("events")).isEqualTo(2);
  }

  @Test
  void aJobThatBeginsWithTheNewDefinitionCommits() {
    append(live(layout("sum(price)"), "job"), layout("sum(price)"), "job", 1).commit();
    evolve(layout("max(price)"));
    assertThatThrownBy(() -> live(layout("sum(price)"), "job"))
        .hasMessageContaining("agg was max(price), is sum(price)");
    append(live(layout("max(price)"), "next"), layout("max(price)"), "next", 2).commit();
    assertThat(rows("features")).isEqualTo(2);
  }

  @Test
  void whatAnEarlierJobHadNotCommittedIsAddedWhereNothingChanged() {
    TableLayout layout = layout("sum(price)");
    append(live(layout, "job"), layout, "job", 1).commit();
    run.takeOver(lake, List.of("features"));
    append(live(layout, "next"), layout, "job", 2).commit();
    append(live(layout, "next"), layout, "next", 3).commit();
    assertThat(rows("features")).isEqualTo(3);
  }

  @Test
  void whatAnEarlierJobHadNotCommittedIsNotAddedToRowsOfAnotherDefinition() {
    append(live(layout("sum(price)"), "job"), layout("sum(price)"), "job", 1).commit();
    evolve(layout("max(price)"));
    run.takeOver(lake, List.of("features"));
    refuses(append(live(layout("max(price)"), "next"), layout("max(price)"), "job", 2));
    live(layout("max(price)"), "next")
        .newAppend()
        .set(SinkUtil.FLINK_JOB_ID, "job")
        .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, "2")
        .commit(); // of no rows
    run.takeOver(lake, List.of("features"));
    refuses(append(live(layout("max(price)"), "third"), layout("max(price)"), "job", 2));
    append(live(layout("max(price)"), "fourth"), layout("max(price)"), "fourth", 2).commit();
    assertThat(rows("features")).isEqualTo(2);
  }

  @Test
  void whatAJobWouldHaveCommittedFirstIsNotAddedToRowsOfAnotherDefinition() {
    evolve(layout("max(price)"));
    run.takeOver(lake, List.of("features"));
    refuses(append(live(layout("max(price)"), "next"), layout("max(price)"), "job", 1));
    run.takeOver(lake, List.of("features"));
    refuses(append(live(layout("max(price)"), "third"), layout("max(price)"), "job", 1));
    append(live(layout("max(price)"), "fourth"), layout("max(price)"), "fourth", 1).commit();
    assertThat(rows("features")).isEqualTo(1);
  }

  @Test
  void whatAJobWouldHaveCommittedFirstIsAddedWhereNothingChangedSince() {
    evolve(layout("max(price)"));
    append(live(layout("max(price)"), "job"), layout("max(price)"), "job", 1).commit();
    run.takeOver(lake, List.of("features"));
    run.takeOver(lake, List.of("features"));
    append(live(layout("max(price)"), "next"), layout("max(price)"), "second", 2).commit();
    assertThat(rows("features")).isEqualTo(2);
  }

  @Test
  void aTopicIsNotWrittenEither() {
    WriterLeaseCheck owner = new WriterLeaseCheck(lake, layout("sum(price)"), run);
    owner.require();
    evolve(layout("max(price)"));
    assertThatThrownBy(owner::require)
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("evolve has changed its definition");
  }

  @Test
  void aBackfillOfTheOldDefinitionPublishesNothing() {
    Table table = lake.table("features");
    TableLayout layout = layout("sum(price)");
    RangePublishPlan backfill =
        RangePublishPlan.begin(layout, table, "run-1", LakeFixture.days(0, 1));
    StagedFile file = LakeFixture.stage(table, layout, LakeFixture.day(0, 2, 3));
    evolve(layout("max(price)"));
    UserException refusal =
        catchThrowableOfType(
            UserException.class,
            () -> new RangePublisher(table, backfill).publish(List.of(file), 2, Map.of()));
    assertThat(refusal).hasMessageContaining("evolve has changed its definition");
    assertThat(rows("features")).isZero();
    assertThat(Path.of(file.dataFile().location().replace("file:", ""))).doesNotExist();
    assertThatThrownBy(
            () ->
                RangePublishPlan.begin(
                    layout, lake.table("features"), "run-2", LakeFixture.days(0, 1)))
        .hasMessageContaining("agg was");
  }

  @Test
  void anImportOfTheOldColumnsAddsNothing() throws Exception {
    Table rejects = lake.table("rejects");
    ImportCommitter commit = new ImportCommitter(lake.table("events"), rejects, "customer_id", 0);
    List<RowData> row = List.of(LakeFixture.row(1, LakeFixture.START, "e1", 1.0));
    StagedFile event = LakeFixture.stage(lake.table("events"), events, row);
    StagedFile reject = LakeFixture.stage(rejects, events, row);
    evolveEvents(widened(events), false);
    ImportedFile file = new ImportedFile("run-1", "old", "events", "file:/a.csv", 1, 1, 1, 1, 1, 1);
    assertThatThrownBy(() -> commit.run(List.of(file), List.of(event), List.of(reject)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("evolve has changed its definition");
    assertThat(rows("events")).isZero();
    assertThat(TableReport.countRows(lake.table("rejects"))).isZero();
    assertThat(Files.exists(Path.of(event.dataFile().location().replace("file:", "")))).isFalse();
  }
}
