package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commits of a live job, without its rows: a checkpoint each ten seconds, with a file each.
 * {@code -Dtidemark.checkpoints=60480} makes it a week, and compares the time of the last hour's
 * commits with that of the first's: of the processor, all threads together, for other work on the
 * machine would show in another.
 */
class LiveWeekTest {

  private static final int CHECKPOINTS = Integer.getInteger("tidemark.checkpoints", 200);
  private static final int WEEK = 7 * 24 * 360;
  private static final int HOUR = Math.min(360, CHECKPOINTS / 4);
  private static final int MOST = Math.min(KeptSnapshots.MOST_DEFAULT, CHECKPOINTS / 4);

  @TempDir Path directory;

  @Test
  void metadataStayAsTheyAre() throws Exception {
    long[] nanos = new long[CHECKPOINTS + 1];
    long greatest = 0;
    try (Lake lake = LakeFixture.lake(directory)) {
      TableLayout layout = LakeFixture.layout("events", TimePartitioning.NONE);
      Table created = lake.ensure(layout, Map.of(KeptSnapshots.MOST, String.valueOf(MOST)));
      WriterLease run = new WriterLease("run");
      run.takeOver(lake, List.of("events"));
      LiveTableLoader loader =
          new LiveTableLoader(lake.loader("events"), run, AgreedFingerprint.of(created), 1);
      loader.open();
      BaseTable table = (BaseTable) loader.loadTable();
      for (int i = 0; i < CHECKPOINTS; i++) {
        nanos[i] = processorNanos();
        commit(table, i);
        greatest = Math.max(greatest, metadataFile(table).length());
      }
      loader.expiry().await();
      nanos[CHECKPOINTS] = processorNanos();
      report(nanos, greatest, table);
      assertThat(greatest).isLessThan(1_000_000);
      assertThat(table.operations().refresh().snapshots()).hasSizeLessThan(MOST * 3 / 2);
      assertThat(table.currentSnapshot().allManifests(table.io())).hasSizeLessThan(150);
      loader.close();
    }
    if (CHECKPOINTS >= WEEK) {
      assertThat(lastHour(nanos)).isLessThan(firstHour(nanos) * 12 / 10);
    }
  }

  private static void report(long[] nanos, long greatest, BaseTable table) {
    System.out.printf(
        "%d checkpoints: metadata.json at most %d bytes, %d manifests;"
            + " processor time of a commit in the first hour %d us, in the last %d us%n",
        CHECKPOINTS,
        greatest,
        table.currentSnapshot().allManifests(table.io()).size(),
        firstHour(nanos) / 1_000,
        lastHour(nanos) / 1_000);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void commit(Table table, int checkpoint) {
    table
        .newAppend()
        .appendFile(file(table, checkpoint))
        .set(SinkUtil.FLINK_JOB_ID, "9b9f3fd5c3a54b1c9b9f3fd5c3a54b1c")
        .set(SinkUtil.OPERATOR_ID, "sink")
        .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(checkpoint + 1))
        .commit();
  }

  private static DataFile file(Table table, int checkpoint) {
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + checkpoint + ".parquet")
        .withFileSizeInBytes(10_000)
        .withRecordCount(100)
        .build();
  }

  private static File metadataFile(BaseTable table) {
    return new File(table.operations().current().metadataFileLocation().replace("file:", ""));
  }

  private static long firstHour(long[] nanos) {
    return (nanos[HOUR] - nanos[0]) / HOUR;
  }

  private static long lastHour(long[] nanos) {
    return (nanos[CHECKPOINTS] - nanos[CHECKPOINTS - HOUR]) / HOUR;
  }
}
