package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.publish.RangePublishPlan;
import io.tidemark.lake.publish.RangePublisher;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metadata of a live table do not grow with its age.
 *
 * <p>{@code -Dtidemark.snapshots=50000} is a table of five days that an earlier version wrote.
 */
class KeptSnapshotsTest {

  private static final int MOST = 20;
  private static final int MANY = Integer.getInteger("tidemark.snapshots", 1_000);

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout("events", TimePartitioning.DAYS);
  private final WriterLease run = new WriterLease("run");
  private Lake lake;
  private LiveTableLoader loader;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(layout), Map.of(KeptSnapshots.MOST, String.valueOf(MOST)));
    run.takeOver(lake, List.of("events"));
    loader = new LiveTableLoader(lake.loader("events"), run, AgreedFingerprint.of(table()), 1);
    loader.open();
  }

  @AfterEach
  void close() throws Exception {
    loader.close();
    lake.close();
  }

  private Table table() {
    return lake.table("events");
  }

  private DataFile file(int day, int rows) {
    return LakeFixture.stage(table(), layout, LakeFixture.day(day, rows, 1)).dataFile();
  }

  private void commits(int from, int to) {
    Table table = loader.loadTable();
    for (int checkpoint = from; checkpoint <= to; checkpoint++) {
      LakeFixture.live(table, checkpoint).appendFile(file(checkpoint, 1)).commit();
    }
  }

  private List<Long> sequences() {
    List<Long> sequences = new ArrayList<>();
    table().snapshots().forEach(s -> sequences.add(s.sequenceNumber()));
    return sequences;
  }

  private long filesOfMetadata(String prefix) throws Exception {
    Path metadata = Path.of(table().location().replace("file:", ""), "metadata");
    try (Stream<Path> files = Files.list(metadata)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
    }
  }

  @Test
  void aLiveTableForgetsWhileItIsWrittenAndLosesNoRow() throws Exception {
    commits(1, 100);
    loader.expiry().await();
    assertThat(sequences()).hasSizeLessThanOrEqualTo(MOST + MOST / 4 + 1);
    assertThat(LakeFixture.spends(table())).hasSize(100);
    assertThat(LiveCommit.newest(table())).hasValue(new LiveCommit("job", 100));
    assertThat(filesOfMetadata("snap-")).isLessThan(2 * MOST);
  }

  @Test
  void whatARestartAndARollBackLookAtStays() {
    commits(1, 60);
    for (int i = 0; i < 60; i++) {
      table().newAppend().set("by", "another").commit();
    }
    LiveSnapshotExpiryTask.expire(table());
    assertThat(LiveCommit.standing(table()))
        .hasSizeGreaterThanOrEqualTo(ProtectedSnapshots.COMMITS);
    assertThat(new RollBackAction(lake, List.of("events")).to(58)).hasSize(1);
    assertThat(LakeFixture.spends(table())).hasSize(58);
  }

  @Test
  void filesThatWereReplacedStayWithTheSnapshotThatHasThem() throws Exception {
    LakeFixture.append(table(), layout, LakeFixture.day(0, 2, 1));
    Snapshot before = table().currentSnapshot();
    RangePublishPlan backfill =
        RangePublishPlan.begin(layout, table(), "backfill", LakeFixture.days(0, 1));
    new RangePublisher(table(), backfill)
        .publish(List.of(LakeFixture.stage(table(), layout, rows(0, 5))), 5, Map.of());
    for (int i = 1; i <= 3 * MOST; i++) {
      LakeFixture.append(table(), layout, LakeFixture.day(i, 1, 1));
    }
    LiveSnapshotExpiryTask.expire(table());

    assertThat(table().snapshot(before.snapshotId())).isNotNull();
    assertThat(sequences()).hasSize(MOST + 1);
    for (DataFile file : before.addedDataFiles(table().io())) {
      assertThat(table().io().newInputFile(file.location()).exists()).isTrue();
    }
    LiveSnapshotExpiryTask.expire(table());
    assertThat(sequences()).as("asked again").hasSize(MOST + 1);
    table().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(3).commit();
    assertThat(table().snapshot(before.snapshotId())).as("maintenance lets it go").isNull();
    assertThat(LakeFixture.spends(table())).hasSize(3 * MOST + 5);
  }

  private static List<RowData> rows(int day, int rows) {
    return LakeFixture.day(day, rows, 2);
  }

  @Test
  void aRunThatIsUnderWayCanPublishHoweverMuchIsCommittedMeanwhile() {
    LakeFixture.append(table(), layout, LakeFixture.day(0, 2, 1));
    RangePublishPlan backfill =
        RangePublishPlan.begin(layout, table(), "backfill", LakeFixture.days(0, 1));
    SnapshotHold hold = backfill.hold(table());
    for (int i = 1; i <= 3 * MOST; i++) {
      LakeFixture.append(table(), layout, LakeFixture.day(i, 1, 1));
    }
    LiveSnapshotExpiryTask.expire(table());
    new RangePublisher(table(), backfill)
        .publish(List.of(LakeFixture.stage(table(), layout, rows(0, 5))), 5, Map.of());
    hold.close();
    hold.close();

    LiveSnapshotExpiryTask.expire(table());
    assertThat(sequences()).hasSizeLessThanOrEqualTo(MOST + 1);
    assertThat(table().refs()).containsOnlyKeys(SnapshotRef.MAIN_BRANCH);
    assertThat(LakeFixture.spends(table())).hasSize(3 * MOST + 5);
  }

  @Test
  void ofTensOfThousandsOfSnapshotsAFewAreLeft() throws Exception {
    table().updateProperties().remove(KeptSnapshots.MOST).commit();
    commits(1, 1);
    snapshots(MANY);
    assertThat(sequences()).hasSizeGreaterThan(MANY);

    Table table = loader.loadTable();
    LakeFixture.live(table, MANY + 1).appendFile(file(1, 1)).commit();
    loader.expiry().await();
    assertThat(sequences()).hasSize(KeptSnapshots.MOST_DEFAULT);

    LakeFixture.live(table, MANY + 2).appendFile(file(2, 1)).commit();
    assertThat(metadataFile().length()).isLessThan(1_000_000);
    assertThat(sequences()).hasSizeLessThan(KeptSnapshots.MOST_DEFAULT + 10);
    assertThat(LiveCommit.newest(table())).hasValue(new LiveCommit("job", MANY + 2));
    assertThat(LakeFixture.spends(table())).hasSize(2);
  }

  @Test
  void aTableOfAnEarlierVersionGetsCompressedMetadataWhenItIsTakenOver() {
    assertThat(metadataFile().getName()).endsWith(".gz.metadata.json");
    table().updateProperties().remove(TableProperties.METADATA_COMPRESSION).commit();
    assertThat(metadataFile().getName()).doesNotContain(".gz.");
    run.takeOver(lake, List.of("events"));
    assertThat(metadataFile().getName()).endsWith(".gz.metadata.json");
    table().updateProperties().set(TableProperties.METADATA_COMPRESSION, "none").commit();
    run.takeOver(lake, List.of("events"));
    assertThat(metadataFile().getName()).as("what somebody wants").doesNotContain(".gz.");
  }

  private File metadataFile() {
    String location = ((BaseTable) table()).operations().current().metadataFileLocation();
    return new File(location.replace("file:", ""));
  }

  /** As if so many checkpoints had been committed, without a file of their own. */
  private void snapshots(int count) throws Exception {
    BaseTable table = (BaseTable) table();
    TableMetadata base = table.operations().current();
    TableMetadata.Builder next = TableMetadata.buildFrom(base);
    Snapshot last = base.currentSnapshot();
    String json = SnapshotParser.toJson(last, false);
    for (int i = 1; i <= count; i++) {
      String own =
          replaced(json, "parent-snapshot-id\":", id(last, i - 1))
              .replaceFirst("\"snapshot-id\":\\d+", "\"snapshot-id\":" + id(last, i));
      own = replaced(own, "sequence-number\":", last.sequenceNumber() + i);
      own = replaced(own, "checkpoint-id\":\"", 1 + i);
      own = own.replace(last.manifestListLocation(), list(last, Math.max(i, count - 1000)));
      Snapshot snapshot = SnapshotParser.fromJson(own);
      next.addSnapshot(snapshot);
    }
    next.setBranchSnapshot(id(last, count), SnapshotRef.MAIN_BRANCH);
    table.operations().commit(base, next.build());
  }

  private static String replaced(String json, String key, long number) {
    return json.replaceFirst(key + "\\d+", key + number);
  }

  private static long id(Snapshot first, int number) {
    return number == 0 ? first.snapshotId() : 1_000_000L + number;
  }

  /** A manifest list like that one; those of long ago share one. */
  private static String list(Snapshot snapshot, int number) throws Exception {
    String location = snapshot.manifestListLocation() + "." + number;
    Path copy = Path.of(location.replace("file:", ""));
    if (!Files.exists(copy)) {
      Files.copy(Path.of(snapshot.manifestListLocation().replace("file:", "")), copy);
    }
    return location;
  }
}
