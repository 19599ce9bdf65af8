package io.tidemark.cli.report;

import io.tidemark.ingestion.job.BacklogTracker;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints the {@link BacklogTracker} of a live job whenever it has advanced. */
public final class IngestProgressPrinter implements Consumer<BacklogTracker> {

  private final PrintWriter out;
  private final long start = System.nanoTime();
  private long printed = -1;

  public IngestProgressPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(BacklogTracker backlog) {
    if (backlog.done() == printed) {
      return;
    }
    printed = backlog.done();
    double seconds = (System.nanoTime() - start) / 1e9;
    long percent = backlog.total() == 0 ? 100 : 100 * printed / backlog.total();
    out.printf(
        "  %,d of %,d messages committed (%d %%), %.1f s, %,.0f messages/s%n",
        printed, backlog.total(), percent, seconds, printed / seconds);
  }
}
