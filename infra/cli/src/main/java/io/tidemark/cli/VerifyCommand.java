package io.tidemark.cli;

import io.tidemark.backfill.RowDiff;
import io.tidemark.backfill.VerifyJob;
import io.tidemark.backfill.VerifyReport;
import io.tidemark.backfill.VerifyResult;
import io.tidemark.cli.options.FeatureSetOptions;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.TimeConverters;
import io.tidemark.cli.report.TextTablePrinter;
import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.TimeRange;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark verify}: compares a feature table with a recomputation, bit for bit, by {@link
 * VerifyJob}.
 */
@Command(
    name = "verify",
    header = "Recomputes a range of rows, and compares it with the table, bit for bit.",
    description = {
      "Recomputes the rows of [from, to) from the event tables and compares them with the feature table,",
      "bit for bit. Writes nothing. Exit code 1 if a single row differs, or there was none to compare."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  private static final int SHOWN = 5;
  private static final int WIDTH = 160;

  @Mixin private PipelineOptions options;
  @Mixin private FeatureSetOptions set;

  @Option(
      names = "--from",
      converter = TimeConverters.Moment.class,
      description = "First moment of the range, UTC (default: the beginning).")
  private Instant from;

  @Option(
      names = "--to",
      converter = TimeConverters.Moment.class,
      description = "First moment after the range, UTC (default: as far as the table is sealed).")
  private Instant to;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write the result as a page to look at, too.")
  private Path report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    VerifyJob job = new VerifyJob(workspace);
    List<VerifyResult> verdicts = new ArrayList<>();
    for (FeatureSet one : set.of(workspace.pipeline())) {
      out.println("Recomputing " + one.name() + " …");
      TimeRange range = job.range(one, from, to);
      verdicts.add(job.run(one, range));
    }
    print(out, verdicts);
    if (report != null) {
      VerifyReport.write(report, workspace.pipeline().name(), verdicts);
      out.println("Report: " + report.toAbsolutePath());
    }
    boolean nothing = verdicts.stream().allMatch(VerifyResult::isEmpty);
    if (nothing) {
      printNothing(out, verdicts);
    }
    return !nothing && verdicts.stream().allMatch(VerifyResult::holds)
        ? 0
        : CommandExceptionHandler.BROKEN;
  }

  private static void print(PrintWriter out, List<VerifyResult> verdicts) {
    TextTablePrinter table =
        new TextTablePrinter("feature set", "equal", "different", "missing", "extra", "");
    verdicts.forEach(
        v ->
            table.add(
                v.set(),
                "%,d".formatted(v.equal()),
                "%,d".formatted(v.different()),
                "%,d".formatted(v.missing()),
                "%,d".formatted(v.extra()),
                verdict(v)));
    table.print(out);
    verdicts.stream().filter(v -> !v.holds()).forEach(v -> printDifferences(out, v));
  }

  private static String verdict(VerifyResult verdict) {
    if (!verdict.holds()) {
      return "DIFFERS";
    }
    return verdict.isEmpty() ? "nothing to compare" : "agrees to the bit";
  }

  private static void printNothing(PrintWriter out, List<VerifyResult> verdicts) {
    out.printf("%nNothing was compared, so nothing is proved:%n");
    for (VerifyResult verdict : verdicts) {
      out.printf(
          "  %s has no rows, and its event tables give none, from %s to %s%n",
          verdict.set(),
          Instant.ofEpochMilli(verdict.range().from()),
          Instant.ofEpochMilli(verdict.range().to()));
    }
    out.println("Are the events there (tidemark audit, tidemark show), and is it the range?");
  }

  private static void printDifferences(PrintWriter out, VerifyResult verdict) {
    out.printf("%nThe first differences of %s:%n", verdict.set());
    verdict.differences().stream().limit(SHOWN).forEach(d -> print(out, d));
  }

  private static void print(PrintWriter out, RowDiff difference) {
    out.printf("  %-9s  %s%n", difference.kind(), difference.row());
    out.println("             " + shorten(difference.values()));
  }

  private static String shorten(String values) {
    return values.length() <= WIDTH ? values : values.substring(0, WIDTH) + " …";
  }
}
