package io.tidemark.cli;

import io.tidemark.ingestion.job.LiveJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Stops a live job with a savepoint, by call or when the process is asked to end, at most once.
 * Used by {@link IngestCommand}.
 */
final class JobStopHandler {

  private static final Logger LOG = LoggerFactory.getLogger(JobStopHandler.class);

  private static final int SIGNALLED = 128;

  private final LiveJob job;
  private final PrintWriter out;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  private JobStopHandler(LiveJob job, PrintWriter out) {
    this.job = job;
    this.out = out;
  }

  static JobStopHandler of(LiveJob job, PrintWriter out) {
    JobStopHandler stop = new JobStopHandler(job, out);
    List.of("INT", "TERM").forEach(stop::on);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::onExit, "stop job"));
    return stop;
  }

  /**
   * Once the process is shutting down it is too late to commit: Iceberg's threads end then. So the
   * signal is taken before; a second one ends the process at once.
   */
  private void on(String signal) {
    try {
      Signal.handle(
          new Signal(signal),
          taken -> {
            if (stopped.get()) {
              Runtime.getRuntime().halt(SIGNALLED + taken.getNumber());
            }
            new Thread(() -> onSignal(taken), "stop job on " + signal).start();
          });
    } catch (IllegalArgumentException e) {
      LOG.info("SIG{} is not ours to take; the last rows are committed by the next run", signal);
    }
  }

  /** Returns when a stop that has begun is through. */
  void await() throws InterruptedException {
    if (stopped.get()) {
      ended.await();
    }
  }

  /** Stops now; the input is complete or not. */
  String stop(boolean complete) throws Exception {
    stopped.set(true);
    try {
      return job.stop(complete);
    } finally {
      ended.countDown();
    }
  }

  /** A job that could not be stopped starts over; the process was told to end all the same. */
  private void onSignal(Signal taken) {
    if (!stopped.getAndSet(true)) {
      boolean jobHasEnded = stopWithSavepoint();
      ended.countDown();
      if (!jobHasEnded) {
        System.exit(SIGNALLED + taken.getNumber());
      }
    }
  }

  private void onExit() {
    if (!stopped.getAndSet(true)) {
      stopWithSavepoint();
      ended.countDown();
    }
  }

  /** Whether the job has ended with it. */
  private boolean stopWithSavepoint() {
    try {
      if (!job.status().isTerminalState()) {
        out.println("Stopping with a savepoint …");
        out.println("Stopped; the next ingest goes on from " + job.stop(false));
      }
      return true;
    } catch (Exception e) {
      if (ExceptionUtils.findThrowable(e, StopWithSavepointStoppingException.class).isPresent()) {
        out.println("Stopped with a savepoint; the next ingest commits what is open and goes on.");
        return false;
      }
      LOG.error("no savepoint at exit; the next run goes on from the last checkpoint", e);
      out.println("No savepoint could be made; the next ingest goes on from the last checkpoint.");
      return false;
    }
  }
}
