package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.EventTableEvolution;
import io.tidemark.lake.FeatureTableEvolution;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.EventTimeBounds;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.Table;

/**
 * Changes the tables of streams and feature sets to what the pipeline file says now, and tells
 * which range is to be backfilled then.
 *
 * <pre>{@code
 * EvolveJob job = new EvolveJob(workspace, new EvolveJob.Options(true, false, false));
 * EvolveJob.Unfilled left = job.run(set, plan -> plan.change().lines().forEach(out::println));
 * }</pre>
 *
 * <p>{@link EventTableEvolution} and {@link FeatureTableEvolution} plan and commit; {@link
 * BackfillJob} fills the columns.
 */
public final class EvolveJob {

  private final Workspace workspace;
  private final Options options;

  /**
   * Limits of a run.
   *
   * @param apply whether tables are changed at all
   * @param replace whether the values of features that changed may stay until a backfill
   * @param drop whether the columns of features and events that are gone go, too
   */
  public record Options(boolean apply, boolean replace, boolean drop) {}

  /**
   * Columns and ranges that are left to be backfilled.
   *
   * @param columns whose values are not yet those of the definition, by name
   * @param range sealed range of the rows that are there, on the borders of partitions; empty where
   *     there is none
   * @param waiting the range behind it that the live job has to pass first: the partition that it
   *     was writing to; empty where there is none
   */
  public record Unfilled(
      Set<String> columns, Optional<TimeRange> range, Optional<TimeRange> waiting) {

    /**
     * @param sealed first moment that is not sealed, epoch milliseconds
     */
    static Unfilled of(Set<String> columns, Table table, long sealed) {
      Optional<TimeRange> range = EventTimeBounds.before(table, FeatureLayout.EVENT_TIME, sealed);
      Optional<TimeRange> all =
          EventTimeBounds.before(table, FeatureLayout.EVENT_TIME, Long.MAX_VALUE);
      return new Unfilled(columns, range, all.flatMap(a -> behind(range, a)));
    }

    private static Optional<TimeRange> behind(Optional<TimeRange> range, TimeRange all) {
      long from = range.map(TimeRange::to).orElse(all.from());
      return from < all.to()
          ? Optional.of(new TimeRange(all.column(), from, all.to()))
          : Optional.empty();
    }
  }

  public EvolveJob(Workspace workspace, Options options) {
    this.workspace = workspace;
    this.options = options;
  }

  /**
   * Changes the table of a stream, unless nothing is different or it may not.
   *
   * @param renames of columns, from the old name to the new one
   * @param plan told what will be done, before it is
   * @throws io.tidemark.definition.UserException if it cannot be done; the table is as it was
   */
  public void run(
      StreamDefinition stream, Map<String, String> renames, Consumer<EventTableEvolution> plan) {
    try (Lake lake = workspace.openLake()) {
      if (!lake.exists(stream.name())) {
        return; // ingest makes it, as the pipeline file says
      }
      Table table = lake.table(stream.name());
      EventTableEvolution evolution =
          new EventTableEvolution(
              PipelineTables.events(workspace.pipeline(), stream), table, renames);
      plan.accept(evolution);
      evolution.requirePossible();
      if (options.apply() && evolution.isNeeded(options.drop())) {
        evolution.commit(options.drop());
      }
    }
  }

  /**
   * Changes the table of a set, unless nothing is different or it may not.
   *
   * @param plan told what will be done, before it is
   * @throws io.tidemark.definition.UserException if it cannot be done; the table is as it was
   */
  public Unfilled run(FeatureSet set, Consumer<FeatureTableEvolution> plan) {
    TableLayout layout = new FeatureLayout(workspace.pipeline(), set).table();
    try (Lake lake = workspace.openLake()) {
      Table table = lake.table(set.name());
      FeatureTableEvolution evolution = new FeatureTableEvolution(layout, table);
      Set<String> columns = evolution.toFill();
      plan.accept(evolution);
      evolution.requirePossible(options.replace());
      if (options.apply() && evolution.isNeeded(options.drop())) {
        evolution.commit(options.drop());
      }
      return Unfilled.of(columns, table, SealedCheck.end(lake, set));
    }
  }
}
