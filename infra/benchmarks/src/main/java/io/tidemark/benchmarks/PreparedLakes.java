package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.Workload;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** Event tables for those who read one: written once a workload, kept for the next run. */
final class PreparedLakes {

  /** Option: this entry reads an event table; its value says nothing. */
  static final String NEEDED = "reads_lake";

  private final Launch launch;
  private final Path work;
  private final PrintStream out;

  PreparedLakes(Launch launch, Path work, PrintStream out) {
    this.launch = launch;
    this.work = work;
    this.out = out;
  }

  /** The entry, told where its events are, if it wants some. */
  Entry prepared(Entry entry) throws IOException, InterruptedException {
    if (entry.options().find(NEEDED).isEmpty()) {
      return entry;
    }
    Path lake = work.resolve("lakes").resolve(name(entry.workload()));
    if (!Files.exists(lake.resolve(Child.OUTCOME))) {
      Rounds.delete(lake);
      Files.createDirectories(lake);
      out.printf("writing the event table of %,d events%n", entry.workload().events().count());
      launch.run(Entry.java("event-table", "event-table", entry.workload(), "2g"), lake);
    }
    return entry.with(Assignment.LAKE, lake);
  }

  /** Drops the table that the entry wrote: each round begins with the events alone. */
  void clean(Entry entry, Facts outcome) {
    if (entry.options().find(Assignment.LAKE).isEmpty()
        || outcome.find(Contestant.TABLE).isEmpty()) {
      return;
    }
    Path dir = Path.of(entry.options().text(Assignment.LAKE));
    Namespace namespace = Namespace.of(AnswerReader.NAMESPACE);
    try (Lake lake = Lake.open(EnvironmentFile.embedded(dir), AnswerReader.NAMESPACE)) {
      lake.catalogLoader()
          .loadCatalog()
          .dropTable(TableIdentifier.of(namespace, outcome.text(Contestant.TABLE)), true);
    }
  }

  private static String name(Workload workload) {
    return "%s-%d-%d-%s-%d"
        .formatted(
            workload.pipeline(),
            workload.events().count(),
            workload.events().customers(),
            workload.events().skewed() ? "skewed" : "even",
            workload.events().gapMillis());
  }
}
