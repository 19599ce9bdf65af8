package io.tidemark.cli.report;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.ingestion.bootstrap.BootstrapPlan;
import io.tidemark.ingestion.bootstrap.BootstrapPlan.MissingRows;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Prints a {@link BootstrapPlan}: the offsets and times that the live job goes on from, and the
 * backfills that are left to do.
 */
public final class BootstrapPlanPrinter {

  private final PipelineOptions options;
  private final PrintWriter out;

  public BootstrapPlanPrinter(PipelineOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  public void print(BootstrapPlan plan) {
    out.println("Rebuilding the state from the tables as of checkpoint " + plan.checkpoint());
    TextTablePrinter offsets =
        new TextTablePrinter("stream", "topic", "partition", "goes on at offset");
    new TreeMap<>(plan.offsets()).forEach((stream, ofStream) -> add(stream, ofStream, offsets));
    offsets.print(out);
    TextTablePrinter sets = new TextTablePrinter("feature set", "writes rows after");
    plan.writtenUpTo().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(set -> sets.add(set.getKey(), moment(set.getValue())));
    sets.print(out);
    plan.missing().forEach(this::print);
  }

  private static void add(
      String stream, Map<TopicPartition, Long> ofStream, TextTablePrinter offsets) {
    ofStream.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(TopicPartition::partition)))
        .forEach(
            at -> offsets.add(stream, at.getKey().topic(), at.getKey().partition(), at.getValue()));
  }

  private void print(MissingRows missing) {
    out.println("  " + missing.set() + ": its rows before that come from");
    out.printf(
        "  tidemark backfill %s --set %s --from %s --to %s%n",
        options.again(), missing.set(), missing.from(), missing.to());
  }

  private static String moment(long writtenUpTo) {
    if (writtenUpTo == Long.MAX_VALUE) {
      return "the newest event";
    }
    return writtenUpTo == Long.MIN_VALUE
        ? "the beginning"
        : Instant.ofEpochMilli(writtenUpTo).toString();
  }
}
