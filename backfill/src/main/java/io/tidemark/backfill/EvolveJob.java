package io.tidemark.backfill;

import io.tidemark.definition.Environment;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableEvolution;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableSpan;
import io.tidemark.lake.TimeRange;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.Table;

/** Takes the table of a feature set to the definition that the pipeline has now. */
public final class EvolveJob {

  private final Pipeline pipeline;
  private final Environment environment;
  private final boolean replace;
  private final boolean drop;

  /**
   * What is left to do.
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
      Optional<TimeRange> range = TableSpan.before(table, FeatureLayout.EVENT_TIME, sealed);
      Optional<TimeRange> all = TableSpan.before(table, FeatureLayout.EVENT_TIME, Long.MAX_VALUE);
      return new Unfilled(columns, range, all.flatMap(a -> behind(range, a)));
    }

    private static Optional<TimeRange> behind(Optional<TimeRange> range, TimeRange all) {
      long from = range.map(TimeRange::to).orElse(all.from());
      return from < all.to()
          ? Optional.of(new TimeRange(all.column(), from, all.to()))
          : Optional.empty();
    }
  }

  /**
   * @param replace whether the values of features that changed may stay until a backfill
   * @param drop whether the columns of features that are gone go, too
   */
  public EvolveJob(Pipeline pipeline, Environment environment, boolean replace, boolean drop) {
    this.pipeline = pipeline;
    this.environment = environment;
    this.replace = replace;
    this.drop = drop;
  }

  /**
   * Changes the table, unless nothing is different.
   *
   * @param plan told what will be done, before it is
   * @throws io.tidemark.definition.UserException if it cannot be done; the table is as it was
   */
  public Unfilled run(FeatureSet set, Consumer<TableEvolution> plan) {
    TableLayout layout = new FeatureLayout(pipeline, set).table();
    try (Lake lake = Lake.open(environment, environment.namespaceOf(pipeline))) {
      Table table = lake.table(set.name());
      TableEvolution evolution = new TableEvolution(layout, table);
      Set<String> columns = evolution.toFill();
      plan.accept(evolution);
      if (evolution.isNeeded(drop)) {
        evolution.commit(replace, drop);
      }
      return Unfilled.of(columns, table, SealedCheck.end(lake, set));
    }
  }
}
