package io.tidemark.cli;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.backfill.BackfillJob.Stage;
import io.tidemark.cli.options.FeatureSetOptions;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.RunIdGenerator;
import io.tidemark.cli.options.TimeConverters;
import io.tidemark.definition.FeatureSet;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark backfill}: recomputes a range of a feature table and publishes it atomically, by
 * {@link BackfillJob}.
 */
@Command(
    name = "backfill",
    header = "Recomputes a sealed range of rows, and replaces it in one atomic commit.",
    description = {
      "Recomputes the rows of [from, to) from the event tables and replaces them in one atomic commit.",
      "The range must be behind the live job and lie on borders of the table's partitions. Safe to repeat;",
      "if it dies, the table is as it was."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;
  @Mixin private FeatureSetOptions set;

  @Option(
      names = "--from",
      required = true,
      converter = TimeConverters.Moment.class,
      description = "First moment of the range, UTC: 2026-01-31 or 2026-01-31T06:00:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      required = true,
      converter = TimeConverters.Moment.class,
      description = "First moment after the range, UTC.")
  private Instant to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    for (FeatureSet one : set.of(workspace.pipeline())) {
      long start = System.nanoTime();
      String runId = RunIdGenerator.next("backfill");
      out.printf("Backfill %s of %s, %s to %s%n", runId, one.name(), from, to);
      BackfillJob.Result result =
          new BackfillJob(workspace, stage -> say(out, stage)).run(one, from, to, runId);
      double seconds = (System.nanoTime() - start) / 1e9;
      out.printf(
          "  %,d rows in %d files, snapshot %d, %.1f s (%,.0f rows/s)%n",
          result.rows(), result.files(), result.snapshot(), seconds, result.rows() / seconds);
    }
    return 0;
  }

  private static void say(PrintWriter out, Stage stage) {
    out.println("  " + stage.name().toLowerCase(Locale.ROOT));
  }
}
