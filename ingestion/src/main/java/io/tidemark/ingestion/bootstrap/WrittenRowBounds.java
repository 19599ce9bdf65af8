package io.tidemark.ingestion.bootstrap;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.ingestion.bootstrap.BootstrapPlan.MissingRows;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.SealedRange;
import io.tidemark.lake.read.EventTimeBounds;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Computes, for each feature set, the event time up to which rows are not the new live job's to
 * write. Either the last live job has written them ({@link SealedRange}), or a backfill will, where
 * a set is new or was away.
 */
final class WrittenRowBounds {

  private final Pipeline pipeline;
  private final Lake lake;
  private final long checkpoint;
  private final long oldest;

  /**
   * @param checkpoint the one that all tables are at
   */
  WrittenRowBounds(Pipeline pipeline, Lake lake, long checkpoint) {
    this.pipeline = pipeline;
    this.lake = lake;
    this.checkpoint = checkpoint;
    this.oldest =
        pipeline.featureSets().stream()
            .map(this::sealed)
            .flatMapToLong(OptionalLong::stream)
            .min()
            .orElse(Long.MIN_VALUE);
  }

  /** Watermark of the last live job for the set; empty if that job did not have the set. */
  private OptionalLong sealed(FeatureSet set) {
    return SealedRange.asOf(lake, set, checkpoint) instanceof SealedRange.UpTo upTo
        ? OptionalLong.of(upTo.watermark())
        : OptionalLong.empty();
  }

  /** Epoch milliseconds; {@link Long#MIN_VALUE} where the job writes all rows there are. */
  long upTo(FeatureSet set) {
    return sealed(set).orElseGet(() -> Math.max(border(set) - 1, newestRow(set)));
  }

  /** The last border of the set's partitions that the other sets have passed. */
  private long border(FeatureSet set) {
    long passed = Math.min(oldest, newestEvent(set));
    return passed == Long.MIN_VALUE ? passed + 1 : onBorder(set, passed + 1);
  }

  private static long onBorder(FeatureSet set, long time) {
    long length = Math.max(1, set.partitioning().length().toMillis());
    return Math.floorDiv(time, length) * length;
  }

  private long newestRow(FeatureSet set) {
    return EventTimeBounds.newest(lake.table(set.name()), FeatureLayout.EVENT_TIME)
        .orElse(Long.MIN_VALUE);
  }

  private long newestEvent(FeatureSet set) {
    return set.inputs().stream()
        .map(input -> EventTimeBounds.newest(lake.table(input.stream()), EventLayout.EVENT_TIME))
        .flatMapToLong(OptionalLong::stream)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** Rows of the set that a backfill has to write; null if none are missing. */
  MissingRows missing(FeatureSet set) {
    if (sealed(set).isPresent()) {
      return null;
    }
    return set.inputs().stream()
        .flatMap(
            input ->
                EventTimeBounds.before(
                    lake.table(input.stream()), EventLayout.EVENT_TIME, border(set))
                    .stream())
        .mapToLong(events -> events.from())
        .min()
        .stream()
        .mapToObj(
            from ->
                new MissingRows(
                    set.name(),
                    Instant.ofEpochMilli(onBorder(set, from)),
                    Instant.ofEpochMilli(border(set))))
        .findFirst()
        .orElse(null);
  }
}
