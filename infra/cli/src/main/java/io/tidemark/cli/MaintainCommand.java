package io.tidemark.cli;

import io.tidemark.backfill.maintenance.MaintainJob;
import io.tidemark.backfill.maintenance.MaintenanceSettings;
import io.tidemark.backfill.maintenance.MaintenanceSettings.Task;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.RunIdGenerator;
import io.tidemark.cli.options.TimeConverters;
import io.tidemark.cli.report.MaintenancePrinter;
import io.tidemark.cli.report.MaintenanceProgressPrinter;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.TableLayout;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark maintain}: compacts files, expires snapshots and deletes orphan files, by {@link
 * MaintainJob}.
 */
@Command(
    name = "maintain",
    header = "Compacts the tables' small files, expires old snapshots, deletes orphan files.",
    description = {
      "Makes the small files of the pipeline's tables into fewer ones, sorted by entity and time; expires old",
      "snapshots; deletes files that no snapshot names. No row changes. Safe to repeat, and beside the live",
      "job, backfills and heals: a scheduler calls it, once a day for a job that commits every minute. How",
      "large a file should be, the table's write.target-file-size-bytes says."
    },
    mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {

  private static final Duration LEAST_ORPHAN_AGE = Duration.ofDays(1);

  @Mixin private PipelineOptions options;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "One table; may be repeated (default: all of the pipeline's).")
  private List<String> names = List.of();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TASK",
      description = "Some of compact, expire, orphans (default: all of them, in this order).")
  private Set<Task> tasks = EnumSet.allOf(Task.class);

  @Option(
      names = "--settled",
      paramLabel = "LENGTH",
      converter = TimeConverters.Length.class,
      defaultValue = "1d",
      description = {
        "Files that were committed more recently stay as they are (default: ${DEFAULT-VALUE}). A job that is",
        "started from a checkpoint or savepoint takes back what was committed after it, which it cannot once",
        "these files are compacted."
      })
  private Duration settled;

  @Option(
      names = "--min-files",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Small files of a partition that are worth a rewrite (default: ${DEFAULT-VALUE}).")
  private int minFiles;

  @Option(
      names = "--rewrite-all",
      description =
          "Write large and sorted files anew as well, e.g. after a change of the sort order.")
  private boolean all;

  @Option(
      names = "--expire-older-than",
      paramLabel = "LENGTH",
      converter = TimeConverters.Length.class,
      description = {
        "Snapshots that are older go (default: the table's history.expire.max-snapshot-age-ms, five days).",
        "What a restart of the live job needs stays, however old."
      })
  private Duration snapshotAge;

  @Option(
      names = "--keep-snapshots",
      paramLabel = "N",
      description = {
        "Newest snapshots that stay, however old (default: the table's",
        "history.expire.min-snapshots-to-keep, 50)."
      })
  private Integer snapshotsKept;

  @Option(
      names = "--orphans-older-than",
      paramLabel = "LENGTH",
      converter = TimeConverters.Length.class,
      defaultValue = "5d",
      description = {
        "Files that no snapshot names go once they are older (default: ${DEFAULT-VALUE}; a day at least, for",
        "the files of a commit that is under way are named by none either)."
      })
  private Duration orphanAge;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    MaintainJob job = new MaintainJob(workspace, settings(), new MaintenanceProgressPrinter(out));
    List<MaintainJob.Result> results = new ArrayList<>();
    for (TableLayout table : job.tables(names)) {
      results.add(job.run(table, RunIdGenerator.next("maintain")));
    }
    new MaintenancePrinter(out).print(results);
    List<Problem> problems = results.stream().flatMap(r -> r.problem().stream()).toList();
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    return 0;
  }

  private MaintenanceSettings settings() {
    if (orphanAge.compareTo(LEAST_ORPHAN_AGE) < 0) {
      throw new UserException(
          "--orphans-older-than " + TimeConverters.show(orphanAge),
          "files that young may belong to a commit that is under way",
          "orphans are a day old at least",
          "--orphans-older-than 5d");
    }
    return new MaintenanceSettings(
        tasks,
        settled,
        minFiles,
        all,
        Optional.ofNullable(snapshotAge),
        snapshotsKept == null ? OptionalInt.empty() : OptionalInt.of(snapshotsKept),
        orphanAge);
  }
}
