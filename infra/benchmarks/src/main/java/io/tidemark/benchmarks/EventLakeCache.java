package io.tidemark.benchmarks;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Event tables for contestants that read one: written once per workload ({@link
 * io.tidemark.benchmarks.flink.EventTableWriter}), kept for the next run.
 */
final class EventLakeCache {

  /** Option: this entry reads an event table; its value says nothing. */
  static final String NEEDED = "reads_lake";

  private final ContestantLauncher launcher;
  private final Path work;
  private final PrintStream out;

  EventLakeCache(ContestantLauncher launcher, Path work, PrintStream out) {
    this.launcher = launcher;
    this.work = work;
    this.out = out;
  }

  /** The entry, told where its events are, if it wants some. */
  SuiteEntry prepared(SuiteEntry entry) throws IOException, InterruptedException {
    if (entry.options().find(NEEDED).isEmpty()) {
      return entry;
    }
    Path lake = work.resolve("lakes").resolve(name(entry.workload()));
    if (!Files.exists(lake.resolve(ContestantMain.OUTCOME))) {
      SuiteRunner.delete(lake);
      Files.createDirectories(lake);
      out.printf("writing the event table of %,d events%n", entry.workload().events().count());
      launcher.run(SuiteEntry.java("event-table", "event-table", entry.workload(), "2g"), lake);
    }
    return entry.with(ContestantTask.LAKE, lake);
  }

  /** Drops the table that the entry wrote: each round begins with the events alone. */
  void clean(SuiteEntry entry, BenchmarkProperties outcome) {
    if (entry.options().find(ContestantTask.LAKE).isEmpty()
        || outcome.find(BenchmarkContestant.TABLE).isEmpty()) {
      return;
    }
    Path dir = Path.of(entry.options().text(ContestantTask.LAKE));
    Namespace namespace = Namespace.of(AnswerReader.NAMESPACE);
    try (Lake lake = Lake.open(EnvironmentFile.embedded(dir), AnswerReader.NAMESPACE)) {
      lake.catalogLoader()
          .loadCatalog()
          .dropTable(TableIdentifier.of(namespace, outcome.text(BenchmarkContestant.TABLE)), true);
    }
  }

  private static String name(BenchmarkWorkload workload) {
    return "%s-%d-%d-%s-%d"
        .formatted(
            workload.pipeline(),
            workload.events().count(),
            workload.events().customers(),
            workload.events().skewed() ? "skewed" : "even",
            workload.events().gapMillis());
  }
}
