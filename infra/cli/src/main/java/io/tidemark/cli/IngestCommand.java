package io.tidemark.cli;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.report.BootstrapPlanPrinter;
import io.tidemark.cli.report.IngestProgressPrinter;
import io.tidemark.ingestion.job.IngestionJob;
import io.tidemark.ingestion.job.LiveJob;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark ingest}: starts the live job, an {@link IngestionJob}, and stays until it ends
 * ({@link JobStopHandler}).
 */
@Command(
    name = "ingest",
    header = "Runs the live job: events from Kafka to tables and feature topics, exactly once.",
    description = {
      "Runs the continuous job: events from Kafka to tables and feature topics, exactly once.",
      "Missing tables and feature topics are created. Ctrl-C stops with a savepoint; the next call goes",
      "on from there (or from the newest checkpoint, if the job died)."
    },
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

  private static final long HOUR = 3_600_000;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--until-caught-up",
      description = {
        "Stop once all that was in the topics at the start is in the tables. The input then counts as",
        "complete: the newest rows do not wait for later events."
      })
  private boolean untilCaughtUp;

  @Option(
      names = "--restore",
      paramLabel = "PATH",
      description =
          "Go on from this savepoint or checkpoint (default: the newest of this pipeline).")
  private String restore;

  @Option(
      names = "--roll-back",
      description = {
        "With --restore: first take back from the tables what was committed after that checkpoint.",
        "Otherwise a checkpoint that the tables are ahead of is refused."
      })
  private boolean rollBack;

  @Option(
      names = "--bootstrap",
      paramLabel = "lake",
      description = {
        "Go on without a checkpoint: rebuild the state from the tables, and read Kafka on behind what",
        "they hold. For a new or changed feature set, a lost checkpoint, another cluster."
      })
  private Bootstrap bootstrap;

  @Option(
      names = "--accept-loss",
      description = {
        "With --bootstrap: go on although Kafka has already deleted messages that are in no table."
      })
  private boolean acceptLoss;

  /** Sources that a job's state can be rebuilt from. */
  private enum Bootstrap {
    lake
  }

  @Option(
      names = "--web",
      paramLabel = "PORT",
      description = "Show Flink's web page on this port while the job runs in this process.")
  private Integer web;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace given = options.workspace();
    Workspace workspace = given.in(WebUiSettings.on(web, given.environment()));
    PrintWriter out = spec.commandLine().getOut();
    LiveJob job = goOn(new IngestionJob(workspace), out);
    String name = workspace.pipeline().name();
    out.println("Ingesting " + name + " as job " + job.id() + WebUiSettings.address(web));
    if (untilCaughtUp) {
      catchUp(job, out);
    } else if (job.inThisProcess()) {
      JobStopHandler stop = JobStopHandler.of(job, out);
      awaitEnd(job, out);
      stop.await();
    } else {
      out.printf(
          "It goes on in the cluster; this stops it: flink stop --savepointPath %s %s%n",
          workspace.checkpointDirectory(), job.id());
    }
    return 0;
  }

  private LiveJob goOn(IngestionJob ingestion, PrintWriter out) throws Exception {
    Optional<LiveJob> recovered = ingestion.recovered();
    if (recovered.isPresent()) {
      out.println(
          "Flink's high availability has the job: it goes on as it was started, "
              + recovered.get().restoredFrom().map(p -> "from " + p).orElse("from its beginning")
              + " or newer");
      return recovered.get();
    }
    if (restore != null) {
      ingestion.requireRestore();
    }
    return start(ingestion, out);
  }

  private LiveJob start(IngestionJob ingestion, PrintWriter out) throws Exception {
    if (bootstrap == null) {
      if (rollBack) {
        rollBack(ingestion, out);
      }
      LiveJob job = ingestion.start(Optional.ofNullable(restore));
      job.restoredFrom().ifPresent(path -> out.println("Going on from " + path));
      return job;
    }
    if (restore != null) {
      throw new ParameterException(
          spec.commandLine(), "--bootstrap and --restore are two ways to begin: choose one");
    }
    BootstrapPlanPrinter text = new BootstrapPlanPrinter(options, out);
    return ingestion.startFromTables(acceptLoss, text::print);
  }

  private void rollBack(IngestionJob ingestion, PrintWriter out) {
    if (restore == null) {
      throw new ParameterException(
          spec.commandLine(), "--roll-back needs to know where to: --restore PATH");
    }
    List<String> changed = ingestion.rollBackTo(restore);
    out.println(
        changed.isEmpty()
            ? "No table is ahead of " + restore
            : "Rolled back to " + restore + ": " + String.join(", ", changed));
  }

  private static void catchUp(LiveJob job, PrintWriter out) throws Exception {
    if (JobManagerDetector.isInJobManager()) {
      job.awaitCaughtUp(new IngestProgressPrinter(out));
      out.println("Caught up; stopped with savepoint " + job.stop(true));
      return;
    }
    JobStopHandler hook = JobStopHandler.of(job, out);
    job.awaitCaughtUp(new IngestProgressPrinter(out));
    out.println("Caught up; stopped with savepoint " + hook.stop(true));
  }

  private static void awaitEnd(LiveJob job, PrintWriter out) throws Exception {
    while (!job.awaitEnd(HOUR)) {
      out.println("Still ingesting.");
    }
  }
}
