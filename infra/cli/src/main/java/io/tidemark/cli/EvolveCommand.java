package io.tidemark.cli;

import io.tidemark.backfill.EvolveJob;
import io.tidemark.backfill.EvolveJob.Unfilled;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.lake.TableEvolution;
import io.tidemark.lake.TimeRange;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark evolve}: takes feature tables to the definition that the pipeline has now. */
@Command(
    name = "evolve",
    description = {
      "Takes feature tables to the definition that the pipeline file has now: says what is different, adds",
      "the columns of new features, and names the backfill that fills them. Rows stay as they are. Stop the",
      "live job first."
    },
    mixinStandardHelpOptions = true)
final class EvolveCommand implements Callable<Integer> {

  private static final String NO_ROWS = "  there are no rows yet: nothing to backfill";

  private static final String LIVE =
      """
      A live job that has run on this table cannot go on from its checkpoint: what that keeps of events is
      laid out for the old aggregates. This one sees the past by the new ones:
        tidemark ingest %s --bootstrap lake""";

  @Mixin private PipelineOptions options;
  @Mixin private SetOption set;

  @Option(
      names = "--replace",
      description = {
        "Allow features that are computed otherwise now: their columns keep the old values until the",
        "backfill, or NULL where the type is another."
      })
  private boolean replace;

  @Option(
      names = "--drop",
      description =
          "Remove the columns of features that are gone (default: keep them, NULL in new rows).")
  private boolean drop;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Pipeline pipeline = options.pipeline();
    PrintWriter out = spec.commandLine().getOut();
    EvolveJob job = new EvolveJob(pipeline, options.environment(), replace, drop);
    for (FeatureSet one : set.of(pipeline)) {
      out.println("Table " + one.name());
      Plan plan = new Plan(out);
      Unfilled unfilled = job.run(one, plan::print);
      if (plan.needed) {
        printNext(out, one, unfilled, plan.aggregates);
      }
    }
    return 0;
  }

  /** What will be done. */
  private final class Plan {
    private final PrintWriter out;
    private boolean needed;
    private boolean aggregates;

    Plan(PrintWriter out) {
      this.out = out;
    }

    void print(TableEvolution evolution) {
      needed = evolution.isNeeded(drop);
      aggregates = evolution.change().aggregates();
      if (!needed) {
        out.println("  has the pipeline's definition; nothing to do");
      } else if (evolution.isAdoption()) {
        out.println("  says no definition; its rows are taken to have the pipeline's, but for");
        out.println("  what its columns show");
      }
      evolution.change().lines().forEach(line -> out.println("  " + line));
      if (!evolution.retired().isEmpty()) {
        out.printf(
            "  %s %s%n",
            drop ? "dropped: " : "kept, NULL in new rows (--drop removes):",
            String.join(", ", evolution.retired()));
      }
      out.flush();
    }
  }

  private void printNext(PrintWriter out, FeatureSet one, Unfilled unfilled, boolean aggregates) {
    out.println("Done; no row was touched.");
    if (!unfilled.columns().isEmpty()) {
      out.println(
          "Until a backfill, the present rows have NULL in new columns and old values in changed ones: "
              + String.join(", ", unfilled.columns()));
      printBackfills(out, one, unfilled);
    }
    if (aggregates) {
      LIVE.formatted(options.again()).lines().forEach(out::println);
    }
  }

  private void printBackfills(PrintWriter out, FeatureSet one, Unfilled unfilled) {
    unfilled.range().ifPresent(range -> out.println("  " + backfill(one, range)));
    unfilled
        .waiting()
        .ifPresent(
            range -> {
              out.printf(
                  "and, once the live job has passed %s (`show` says how far it is),%n",
                  Instant.ofEpochMilli(range.to()));
              out.println("  " + backfill(one, range));
            });
    if (unfilled.range().isEmpty() && unfilled.waiting().isEmpty()) {
      out.println(NO_ROWS);
    }
  }

  private String backfill(FeatureSet one, TimeRange range) {
    return "tidemark backfill %s --set %s --from %s --to %s"
        .formatted(
            options.again(),
            one.name(),
            Instant.ofEpochMilli(range.from()),
            Instant.ofEpochMilli(range.to()));
  }
}
