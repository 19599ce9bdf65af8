package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Environment;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.PipelineTables;
import java.nio.file.Path;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the output of {@code evolve} for a table that goes from one definition to another. */
class EvolveCommandTest {

  @TempDir Path dir;
  private Path env;

  @BeforeEach
  void createTables() {
    Path pipeline = ShopFilesFixture.pipeline(dir);
    env =
        ShopFilesFixture.write(
            dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, "127.0.0.1:1"));
    Environment environment = EnvironmentFile.read(env);
    try (Lake lake = Lake.open(environment, "shop")) {
      lake.ensureAll(PipelineTables.of(PipelineFile.read(pipeline)));
    }
  }

  private Path changed(String before, String after) {
    return ShopFilesFixture.write(
        dir.resolve("changed.yaml"), ShopFilesFixture.PIPELINE.replace(before, after));
  }

  @Test
  void thereIsNothingToDo() {
    CommandResult same = CommandResult.run("evolve", ShopFilesFixture.pipeline(dir), "-e", env);
    assertThat(same.code()).as(same.all()).isZero();
    assertThat(same.out()).contains("nothing to do").doesNotContain("Done");
  }

  /** A file that is not there will do. */
  private void fill() {
    try (Lake lake = Lake.open(EnvironmentFile.read(env), "shop")) {
      Table table = lake.table("customer");
      table
          .newAppend()
          .appendFile(
              DataFiles.builder(table.spec())
                  .withPath(table.location() + "/data/a.parquet")
                  .withPartitionPath("event_time_day=2026-03-01")
                  .withFileSizeInBytes(10)
                  .withRecordCount(1)
                  .build())
          .commit();
    }
  }

  @Test
  void aTableThatNeverHadARowTakesWhatever() {
    Path pipeline = changed("window: 1 h", "window: 2 h");
    CommandResult done = CommandResult.run("evolve", pipeline, "-e", env, "--apply");
    assertThat(done.code()).as(done.all()).isZero();
    assertThat(done.out())
        .contains("changed feature events_1h: window was 1 h, is 2 h")
        .contains("never had a row", "nothing to backfill");
    CommandResult same = CommandResult.run("evolve", pipeline, "-e", env);
    assertThat(same.out()).contains("nothing to do").doesNotContain("never had a row");
  }

  @Test
  void aChangeIsRefusedByTheJobsAndMadeHere() {
    fill();
    Path pipeline = changed("window: 1 h", "window: 2 h");
    CommandResult.run("verify", pipeline, "-e", env)
        .hasProblems(2, "table customer", "changed feature events_1h: window was 1 h, is 2 h");
    CommandResult refused = CommandResult.run("evolve", pipeline, "-e", env, "--set", "customer");
    assertThat(refused.code()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(refused.err()).contains("--replace");
    CommandResult done = CommandResult.run("evolve", pipeline, "-e", env, "--apply", "--replace");
    assertThat(done.code()).as(done.all()).isZero();
    assertThat(done.out())
        .contains("changed feature share: reads events_1h, which changed")
        .contains("no row was touched", "Until a backfill", "--bootstrap lake");
  }

  @Test
  void aColumnThatIsGoneStaysUntilItIsDropped() {
    fill();
    Path pipeline = changed("      share: { sql: \"spend_30d / NULLIF(events_1h, 0)\" }\n", "");
    CommandResult kept = CommandResult.run("evolve", pipeline, "-e", env, "--apply");
    assertThat(kept.out())
        .contains("gone feature share", "kept, NULL in new rows (--drop removes): share")
        .doesNotContain("A live job");
    assertThat(CommandResult.run("evolve", pipeline, "-e", env, "--apply", "--drop").out())
        .contains("dropped:  share");
    assertThat(
            CommandResult.run("show", pipeline, "customer", "-e", env, "--only", "columns").out())
        .doesNotContain("share");
  }
}
