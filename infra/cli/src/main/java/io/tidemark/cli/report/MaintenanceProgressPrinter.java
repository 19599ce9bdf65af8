package io.tidemark.cli.report;

import io.tidemark.backfill.maintenance.MaintenanceProgressListener;
import java.io.PrintWriter;

/**
 * Prints the table under maintenance and the progress of its compaction; {@link MaintenancePrinter}
 * prints the result.
 */
public final class MaintenanceProgressPrinter implements MaintenanceProgressListener {

  private final PrintWriter out;
  private final long start = System.nanoTime();

  public MaintenanceProgressPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void compacted(String table, long done, long all) {
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        "  %s: compacting, %s of %s, %.1f s%n",
        table, ByteSizeFormatter.show(done), ByteSizeFormatter.show(all), seconds);
    out.flush();
  }
}
