package io.tidemark.cli;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.ingestion.IngestionJob;
import io.tidemark.ingestion.LiveJob;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark ingest}: the continuous job. */
@Command(
    name = "ingest",
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
      names = "--web",
      paramLabel = "PORT",
      description = "Show Flink's web page on this port while the job runs in this process.")
  private Integer web;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Pipeline pipeline = options.pipeline();
    Environment environment = WebPage.on(web, options.environment());
    PrintWriter out = spec.commandLine().getOut();
    LiveJob job = new IngestionJob(pipeline, environment).start(Optional.ofNullable(restore));
    job.restoredFrom().ifPresent(path -> out.println("Going on from " + path));
    out.println("Ingesting " + pipeline.name() + " as job " + job.id() + WebPage.address(web));
    if (untilCaughtUp) {
      catchUp(job, out);
    } else if (job.inThisProcess()) {
      StopOnExit.of(job, out);
      awaitEnd(job, out);
    } else {
      out.printf(
          "It goes on in the cluster; this stops it: flink stop --savepointPath %s %s%n",
          IngestionJob.checkpoints(pipeline, environment), job.id());
    }
    return 0;
  }

  private static void catchUp(LiveJob job, PrintWriter out) throws Exception {
    StopOnExit hook = StopOnExit.of(job, out);
    job.awaitCaughtUp(new IngestProgress(out));
    out.println("Caught up; stopped with savepoint " + hook.stop(true));
  }

  private static void awaitEnd(LiveJob job, PrintWriter out) throws Exception {
    while (!job.awaitEnd(HOUR)) {
      out.println("Still ingesting.");
    }
  }
}
