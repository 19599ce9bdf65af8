package io.tidemark.cli;

import io.tidemark.backfill.audit.AuditJob;
import io.tidemark.backfill.audit.ImportAuditResult;
import io.tidemark.backfill.audit.OffsetAuditResult;
import io.tidemark.backfill.audit.OffsetRange;
import io.tidemark.backfill.audit.TriggerAuditResult;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.report.TextTablePrinter;
import io.tidemark.definition.FeatureSet;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark audit}: proves that nothing is lost and nothing is there twice, by {@link
 * AuditJob}.
 */
@Command(
    name = "audit",
    header = "Proves from the tables alone that nothing is lost, and nothing there twice.",
    description = {
      "Proves from the tables alone that every offset of every partition is an event, a reject or a gap that was",
      "noted with its reason, once; and that every event that asks for a row has exactly one, or is in the late",
      "ledger, or waits for the watermark; and that every record of imported files is there, once. Writes nothing.",
      "Exit code 1, and the offsets, if it does not hold, or if Kafka deleted messages before they were read."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Workspace workspace = options.workspace();
    AuditJob job = new AuditJob(workspace);
    List<OffsetAuditResult> offsets = job.offsets();
    print(out, offsets);
    List<ImportAuditResult> imports = job.imports();
    printImports(out, imports);
    boolean holds =
        offsets.stream().allMatch(OffsetAuditResult::holds)
            && imports.stream().allMatch(ImportAuditResult::holds);
    List<TriggerAuditResult> triggers = new ArrayList<>();
    for (FeatureSet set : workspace.pipeline().featureSets()) {
      if (set.trigger().rowsHaveAnEvent()) {
        triggers.add(job.triggers(set));
      }
    }
    printTriggers(out, triggers);
    return holds && triggers.stream().allMatch(TriggerAuditResult::holds)
        ? 0
        : CommandExceptionHandler.BROKEN;
  }

  private static void printImports(PrintWriter out, List<ImportAuditResult> audits) {
    if (audits.isEmpty()) {
      return;
    }
    out.println();
    TextTablePrinter table =
        new TextTablePrinter(
            "stream", "import", "files", "events", "rejects", "missing", "repeated", "");
    for (ImportAuditResult audit : audits) {
      table.add(
          audit.stream(),
          audit.definition(),
          count(audit.files()),
          count(audit.events()),
          count(audit.rejects()),
          count(audit.missing()),
          count(audit.repeated()),
          audit.holds() ? "complete" : "BROKEN");
    }
    table.print(out);
    audits.forEach(a -> a.broken().forEach(f -> out.println("  not as it was imported: " + f)));
  }

  private static void printTriggers(PrintWriter out, List<TriggerAuditResult> audits) {
    out.println();
    TextTablePrinter table =
        new TextTablePrinter(
            "feature set",
            "events with their row",
            "late",
            "waiting",
            "missing",
            "repeated",
            "extra",
            "");
    for (TriggerAuditResult audit : audits) {
      table.add(
          audit.set(),
          count(audit.written()),
          count(audit.late()),
          count(audit.waiting()),
          count(audit.missing()),
          count(audit.repeated()),
          count(audit.extra()),
          verdict(audit));
    }
    table.print(out);
    audits.stream()
        .filter(audit -> !audit.holds())
        .forEach(
            audit -> {
              out.printf("%nThe first of %s:%n", audit.set());
              audit.examples().forEach(example -> out.println("  " + example));
            });
  }

  private static String verdict(TriggerAuditResult audit) {
    if (audit.finalUpTo().isEmpty()) {
      return "nothing is final";
    }
    return audit.holds() ? "complete" : "BROKEN";
  }

  private static void print(PrintWriter out, List<OffsetAuditResult> audits) {
    TextTablePrinter table =
        new TextTablePrinter(
            "stream",
            "topic",
            "partition",
            "to",
            "accepted",
            "duplicates",
            "rejected",
            "gaps",
            "lost",
            "missing",
            "repeated",
            "");
    for (OffsetAuditResult audit : audits) {
      table.add(
          audit.stream(),
          audit.topic(),
          audit.partition(),
          count(audit.end()),
          count(audit.accepted()),
          count(audit.duplicates()),
          count(audit.rejected()),
          count(audit.explained()),
          count(audit.lost()),
          count(audit.missingCount()),
          count(audit.repeatedCount()),
          audit.holds() ? "complete" : "BROKEN");
    }
    table.print(out);
    audits.stream().filter(audit -> !audit.holds()).forEach(audit -> printRanges(out, audit));
  }

  private static void printRanges(PrintWriter out, OffsetAuditResult audit) {
    out.printf("%n%s, partition %d of %s:%n", audit.stream(), audit.partition(), audit.topic());
    print(out, "in no table", audit.missing());
    print(out, "there more than once", audit.repeated());
    print(out, "deleted by Kafka before they were read", audit.expired());
  }

  private static void print(PrintWriter out, String what, List<OffsetRange> ranges) {
    if (!ranges.isEmpty()) {
      String text = ranges.stream().map(OffsetRange::toString).collect(Collectors.joining(", "));
      out.println("  " + what + ": " + text);
    }
  }

  private static String count(long number) {
    return "%,d".formatted(number);
  }
}
