package io.tidemark.cli.report;

import io.tidemark.backfill.maintenance.MaintainJob;
import io.tidemark.backfill.maintenance.TableFileStatistics;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Prints the result of {@code maintain}: each table before and after ({@link TableFileStatistics}).
 */
public final class MaintenancePrinter {

  private final PrintWriter out;

  public MaintenancePrinter(PrintWriter out) {
    this.out = out;
  }

  public void print(List<MaintainJob.Result> results) {
    TextTablePrinter table =
        new TextTablePrinter(
            "table",
            "rows",
            "files",
            "at most a partition",
            "size",
            "manifests",
            "snapshots",
            "orphans deleted");
    results.forEach(result -> table.add(row(result)));
    table.print(out);
    results.stream().filter(result -> result.refused() > 0).forEach(this::printRefused);
    printSaved(results);
  }

  private static List<String> row(MaintainJob.Result r) {
    return List.of(
        r.table(),
        "%,d".formatted(r.after().rows()),
        change(r, TableFileStatistics::files),
        change(r, TableFileStatistics::mostFiles),
        r.before().bytes() == r.after().bytes()
            ? ByteSizeFormatter.show(r.after().bytes())
            : ByteSizeFormatter.show(r.before().bytes())
                + " -> "
                + ByteSizeFormatter.show(r.after().bytes()),
        change(r, TableFileStatistics::manifests),
        change(r, TableFileStatistics::snapshots),
        r.orphans() == 0
            ? "0"
            : "%,d (%s)".formatted(r.orphans(), ByteSizeFormatter.show(r.orphanBytes())));
  }

  private static String change(
      MaintainJob.Result result, ToLongFunction<TableFileStatistics> fact) {
    long before = fact.applyAsLong(result.before());
    long after = fact.applyAsLong(result.after());
    return before == after ? "%,d".formatted(after) : "%,d -> %,d".formatted(before, after);
  }

  private void printRefused(MaintainJob.Result result) {
    out.printf(
        "%n%s: %,d partitions were replaced by somebody else meanwhile and stay as they are; the next run looks at them again.%n",
        result.table(), result.refused());
  }

  private void printSaved(List<MaintainJob.Result> results) {
    long filesOut = results.stream().mapToLong(MaintainJob.Result::filesOut).sum();
    if (filesOut == 0) {
      return;
    }
    long filesIn = results.stream().mapToLong(MaintainJob.Result::filesIn).sum();
    long before = results.stream().mapToLong(r -> r.before().files()).sum();
    out.printf(
        "%n%,d small files became %,d: who reads all of these tables opens %,d of %,d files less.%n",
        filesOut, filesIn, filesOut - filesIn, before);
  }
}
