package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.BackfillFixture.Happening;
import io.tidemark.backfill.BackfillJob.Stage;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill that is killed leaves the table as it was or complete, and can be run again. */
@Tag("long")
class BackfillKillIT {

  @TempDir Path dir;

  private final List<Happening> all = new ArrayList<>(BackfillFixture.days(0, 3));
  private BackfillFixture past;

  @BeforeEach
  void fill() throws Exception {
    past = new BackfillFixture(dir);
    past.happened(all);
    past.backfill(0, 3, "before");
    assertThat(past.rows())
        .isEqualTo(BackfillOracle.rows(all, BackfillFixture.day(0), BackfillFixture.day(3)));
  }

  @Test
  void theTableIsAsItWasOrComplete() throws Exception {
    killedAt(Stage.READING, 0);
    killedAt(Stage.READING, 1200);
    killedAt(Stage.STAGED, 0);
    killedAt(Stage.PUBLISHING, 0);
    killedAt(Stage.PUBLISHING, 5);
    killedAt(Stage.PUBLISHED, 0);
    assertThat(filesThatNobodyNames())
        .as("what was staged stays until it is cleaned up")
        .isPositive();
  }

  private long filesThatNobodyNames() throws IOException {
    Set<String> named = new HashSet<>();
    try (Lake lake = past.lake()) {
      Table table = lake.table("customer");
      for (Snapshot snapshot : table.snapshots()) {
        SnapshotChanges.builderFor(table)
            .snapshot(snapshot)
            .build()
            .addedDataFiles()
            .forEach(file -> named.add(Path.of(file.location()).getFileName().toString()));
      }
      try (Stream<Path> files = Files.walk(Path.of(table.location()).resolve("data"))) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".parquet") && !named.contains(name))
            .count();
      }
    }
  }

  private void killedAt(Stage stage, long delay) throws Exception {
    Happening late =
        new Happening(100_000 + all.size(), 3, BackfillFixture.day(1).plusSeconds(all.size()));
    all.add(late);
    past.happened(List.of(late));
    List<String> before = past.rows();
    List<String> complete = expected(before);
    assertThat(complete).isNotEqualTo(before);

    kill(stage, delay);

    if (stage == Stage.PUBLISHED) {
      assertThat(past.rows()).isEqualTo(complete);
    } else if (delay == 0) {
      assertThat(past.rows()).isEqualTo(before);
    } else {
      assertThat(past.rows()).isIn(before, complete);
    }
    past.backfill(1, 2, "again-" + stage + delay);
    assertThat(past.rows()).isEqualTo(complete);
  }

  /** The range computed anew, the days around it as they are. */
  private List<String> expected(List<String> before) {
    List<String> rows =
        new ArrayList<>(BackfillOracle.rows(all, BackfillFixture.day(1), BackfillFixture.day(2)));
    before.stream()
        .filter(row -> !row.startsWith(BackfillFixture.day(1).toString().substring(0, 10)))
        .forEach(rows::add);
    rows.sort(null);
    return rows;
  }

  private void kill(Stage stage, long delay) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
            "-cp",
            System.getProperty("java.class.path"),
            KilledBackfillMain.class.getName(),
            dir.toString(),
            "1",
            "2",
            stage.name(),
            String.valueOf(delay));
    Path output = dir.resolve("killed.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as(() -> "killed at " + stage)
        .isIn(KilledBackfillMain.KILLED, delay == 0 ? KilledBackfillMain.KILLED : 0);
  }
}
