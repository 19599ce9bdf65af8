package io.tidemark.testing.faults.check;

import io.tidemark.backfill.maintenance.TableFileStatistics;
import io.tidemark.definition.Environment;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.LakeSource;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagingWriter;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Checks that the tables have few files, and that a scan takes no longer than one of a table that
 * was written in one go; the last check of a soak, after {@link OutcomeChecks}.
 */
public final class TableReadCheck {

  private static final int MOST_FILES = 20;
  private static final double SLOWER = 1.10;
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 3;
  private static final String FRESH = "fresh";

  private final TestWorkspace workspace;
  private final Lake lake;
  private final PrintWriter out;

  public TableReadCheck(TestWorkspace workspace, Lake lake, PrintWriter out) {
    this.workspace = workspace;
    this.lake = lake;
    this.out = out;
  }

  public boolean isGood() throws Exception {
    boolean good = true;
    for (String name : workspace.busyTables()) {
      Table table = lake.table(name);
      TableFileStatistics facts = TableFileStatistics.of(table);
      boolean bounded = facts.mostFiles() <= MOST_FILES;
      good &= bounded;
      out.printf(
          "%s: %,d rows, %,d files, at most %,d a partition, %,d bytes, %d manifests, %d snapshots%s%n",
          name,
          facts.rows(),
          facts.files(),
          facts.mostFiles(),
          facts.bytes(),
          facts.manifests(),
          facts.snapshots(),
          bounded ? "" : ": TOO MANY FILES");
    }
    return isAsFastAsFresh(workspace.pipeline().featureSets().get(0)) && good;
  }

  private boolean isAsFastAsFresh(FeatureSet set) throws Exception {
    String name = set.name();
    Table table = lake.table(name);
    Table fresh = copy(new FeatureLayout(workspace.pipeline(), set).table());
    List<Long> soaked = new ArrayList<>();
    List<Long> whole = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long nanos = scan(table);
      long freshNanos = scan(fresh);
      if (round >= 0) {
        soaked.add(nanos);
        whole.add(freshNanos);
      }
    }
    double ratio = (double) median(soaked) / median(whole);
    out.printf(
        "a full scan of %s: %.2f s, of a table written in one go %.2f s, %.2f times%s%n",
        name,
        median(soaked) / 1e9,
        median(whole) / 1e9,
        ratio,
        ratio <= SLOWER ? "" : ": TOO SLOW");
    return ratio <= SLOWER;
  }

  private Table copy(TableLayout layout) throws Exception {
    Environment environment = workspace.environment();
    try (Lake other = Lake.open(environment, FRESH)) {
      Table fresh = other.ensure(layout, Map.of());
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.batch(environment));
      TimeRange all = TimeRange.always(FeatureLayout.EVENT_TIME);
      var rows =
          new LakeSource(layout, TableVersion.of(lake.table(layout.name())).snapshot(), all, "old")
              .read(lake, env);
      AppendFiles append = fresh.newAppend();
      try (CloseableIterator<StagedFile> files =
          new StagingWriter(layout, FeatureLayout.EVENT_TIME, "fresh")
              .stage(fresh, rows)
              .executeAndCollect()) {
        files.forEachRemaining(file -> append.appendFile(file.dataFile()));
      }
      append.commit();
      return fresh;
    }
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
  }

  private static long scan(Table table) throws IOException {
    long start = System.nanoTime();
    long rows = 0;
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      for (Record ignored : records) {
        rows++;
      }
    }
    if (rows == 0) {
      throw new IllegalStateException(table.name() + " is empty");
    }
    return System.nanoTime() - start;
  }
}
