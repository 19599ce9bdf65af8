package io.tidemark.cli;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.backfill.HealJob;
import io.tidemark.cli.options.FeatureSetOptions;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.RunIdGenerator;
import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.TimeRange;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark heal}: recomputes the rows that late events made stale, by {@link HealJob}. */
@Command(
    name = "heal",
    header = "Backfills the partitions that late events made stale.",
    description = {
      "Recomputes the rows that late events made stale: the open entries of the table late_events become the",
      "fewest ranges of partitions that the live job has passed, each is backfilled and noted in the table",
      "heals. What the live job may still write to waits for the next call. Without open entries it does",
      "nothing; safe to repeat, beside the live job too: a scheduler calls it."
    },
    mixinStandardHelpOptions = true)
final class HealCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;
  @Mixin private FeatureSetOptions set;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = options.workspace();
    HealJob job = new HealJob(workspace);
    PrintWriter out = spec.commandLine().getOut();
    for (FeatureSet one : set.of(workspace.pipeline())) {
      HealJob.Plan plan = job.plan(one);
      print(out, plan);
      for (TimeRange range : plan.ready()) {
        heal(out, job, plan, range);
      }
    }
    return 0;
  }

  private static void print(PrintWriter out, HealJob.Plan plan) {
    if (plan.entries() == 0) {
      out.printf("%s: no open late events, nothing to heal%n", plan.set().name());
      return;
    }
    out.printf("%s: %,d late events with stale rows%n", plan.set().name(), plan.entries());
    plan.waiting().forEach(range -> out.printf("  waits, not sealed yet: %s%n", text(range)));
    if (plan.endless() > 0) {
      out.printf(
          "  %,d of them are older than the live job remembers: its coming rows lack them too,"
              + " where a feature has no window%n",
          plan.endless());
    }
  }

  private void heal(PrintWriter out, HealJob job, HealJob.Plan plan, TimeRange range)
      throws Exception {
    if (dryRun) {
      out.printf("  would heal: %s%n", text(range));
      return;
    }
    long start = System.nanoTime();
    BackfillJob.Result result = job.heal(plan, range, RunIdGenerator.next("heal"), stage -> {});
    out.printf(
        "  healed: %s, %,d rows in %d files, %.1f s (run %s)%n",
        text(range),
        result.rows(),
        result.files(),
        (System.nanoTime() - start) / 1e9,
        result.runId());
    out.flush();
  }

  private static String text(TimeRange range) {
    return Instant.ofEpochMilli(range.from()) + " to " + Instant.ofEpochMilli(range.to());
  }
}
