package io.tidemark.cli;

import io.tidemark.ingestion.LiveJob;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a job with a savepoint, by call or when the process is asked to end; once. */
final class StopOnExit {

  private static final Logger LOG = LoggerFactory.getLogger(StopOnExit.class);

  private final LiveJob job;
  private final PrintWriter out;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private StopOnExit(LiveJob job, PrintWriter out) {
    this.job = job;
    this.out = out;
  }

  static StopOnExit of(LiveJob job, PrintWriter out) {
    StopOnExit stop = new StopOnExit(job, out);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::onExit, "stop job"));
    return stop;
  }

  /** Stops now; the input is complete or not. */
  String stop(boolean complete) throws Exception {
    stopped.set(true);
    return job.stop(complete);
  }

  private void onExit() {
    try {
      if (!stopped.getAndSet(true) && !job.status().isTerminalState()) {
        out.println("Stopping with a savepoint …");
        out.println("Stopped; the next ingest goes on from " + job.stop(false));
      }
    } catch (Exception e) {
      if (ExceptionUtils.findThrowable(e, StopWithSavepointStoppingException.class).isPresent()) {
        out.println("Stopped with a savepoint; the next ingest commits what is open and goes on.");
        return;
      }
      LOG.error("no savepoint at exit; the next run goes on from the last checkpoint", e);
      out.println("No savepoint could be made; the next ingest goes on from the last checkpoint.");
    }
  }
}
