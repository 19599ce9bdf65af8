package io.tidemark.cli.report;

import io.tidemark.backfill.EvolveJob.Unfilled;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.lake.EventTableEvolution;
import io.tidemark.lake.FeatureTableEvolution;
import io.tidemark.lake.TimeRange;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Prints what {@code evolve} finds and does: for each table the differences ({@link
 * EventTableEvolution}, {@link FeatureTableEvolution}), then what is left to do.
 */
public final class EvolutionPrinter {

  private static final String NO_ROWS = "  there are no rows yet: nothing to backfill";

  private static final String UNWRITTEN =
      "  never had a row: it becomes what the pipeline file says, with ingest as well";

  private static final String LIVE =
      """
      A live job that has run on this table cannot go on from its checkpoint: what that keeps of events is
      laid out for the old aggregates. This one sees the past by the new ones:
        tidemark ingest %s --bootstrap lake""";

  private final PrintWriter out;
  private final String again;
  private final boolean drop;
  private final boolean applied;

  /**
   * @param again pipeline and environment, as words of a command
   * @param applied whether tables are changed, and were looked at before
   */
  public EvolutionPrinter(PrintWriter out, String again, boolean drop, boolean applied) {
    this.out = out;
    this.again = again;
    this.drop = drop;
    this.applied = applied;
  }

  /** Runs the evolution of an event table; whether it has anything to do. */
  public boolean print(StreamDefinition stream, Consumer<Consumer<EventTableEvolution>> evolution) {
    AtomicReference<EventTableEvolution> plan = new AtomicReference<>();
    evolution.accept(
        told -> {
          plan.set(told);
          printPlan(stream, told);
        });
    boolean needed = plan.get() != null && plan.get().isNeeded(drop);
    if (applied && needed) {
      out.println("Table " + stream.name() + ": done; no file was touched.");
    }
    return needed;
  }

  private void printPlan(StreamDefinition stream, EventTableEvolution plan) {
    if (applied) {
      return;
    }
    out.println("Table " + stream.name());
    if (!plan.isNeeded(drop)) {
      out.println("  has the stream's columns; nothing to do");
    } else if (plan.isUnwritten()) {
      out.println(UNWRITTEN);
    }
    plan.lines().forEach(line -> out.println("  " + line));
    printRetired(plan.retired());
    out.flush();
  }

  /** Runs the evolution of a feature table; whether it has anything to do. */
  public boolean print(
      FeatureSet set, Function<Consumer<FeatureTableEvolution>, Unfilled> evolution) {
    AtomicReference<Boolean> needed = new AtomicReference<>();
    AtomicReference<Boolean> aggregates = new AtomicReference<>();
    Unfilled unfilled =
        evolution.apply(
            told -> {
              needed.set(told.isNeeded(drop));
              aggregates.set(told.change().aggregates());
              printPlan(set, told);
            });
    if (applied && needed.get()) {
      out.println("Table " + set.name() + ": done; no row was touched.");
      printUnfilled(set, unfilled);
      if (aggregates.get()) {
        LIVE.formatted(again).lines().forEach(out::println);
      }
    }
    return needed.get();
  }

  private void printPlan(FeatureSet set, FeatureTableEvolution plan) {
    if (applied) {
      return;
    }
    out.println("Table " + set.name());
    if (!plan.isNeeded(drop)) {
      out.println("  has the pipeline's definition; nothing to do");
    } else if (plan.isUnwritten()) {
      out.println(UNWRITTEN);
    } else if (plan.isAdoption()) {
      out.println("  says no definition; its rows are taken to have the pipeline's, but for");
      out.println("  what its columns show");
    }
    plan.change().lines().forEach(line -> out.println("  " + line));
    printRetired(plan.retired());
    out.flush();
  }

  private void printRetired(Collection<String> columns) {
    if (!columns.isEmpty()) {
      out.printf(
          "  %s %s%n",
          drop ? "dropped: " : "kept, NULL in new rows (--drop removes):",
          String.join(", ", columns));
    }
  }

  private void printUnfilled(FeatureSet set, Unfilled unfilled) {
    if (unfilled.columns().isEmpty()) {
      return;
    }
    out.println(
        "Until a backfill, the present rows have NULL in new columns and old values in changed ones: "
            + String.join(", ", unfilled.columns()));
    unfilled.range().ifPresent(range -> out.println("  " + backfill(set, range)));
    unfilled
        .waiting()
        .ifPresent(
            range -> {
              out.printf(
                  "and, once the live job has passed %s (`show` says how far it is),%n",
                  Instant.ofEpochMilli(range.to()));
              out.println("  " + backfill(set, range));
            });
    if (unfilled.range().isEmpty() && unfilled.waiting().isEmpty()) {
      out.println(NO_ROWS);
    }
  }

  private String backfill(FeatureSet set, TimeRange range) {
    return "tidemark backfill %s --set %s --from %s --to %s"
        .formatted(
            again,
            set.name(),
            Instant.ofEpochMilli(range.from()),
            Instant.ofEpochMilli(range.to()));
  }
}
