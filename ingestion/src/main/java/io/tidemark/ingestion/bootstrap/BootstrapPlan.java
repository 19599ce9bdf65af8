package io.tidemark.ingestion.bootstrap;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.event.ConsumedOffsets;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.RollBackAction;
import io.tidemark.lake.read.EventTimeBounds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Starting point of a live job that begins from the tables: the checkpoint, the Kafka offsets and
 * the event times behind which it writes. {@link #prepare} rolls the tables back to it, {@link
 * StateBootstrapJob} rebuilds the state for it.
 *
 * @param checkpoint the one that all tables are at
 * @param offsets by stream, where it goes on reading, for all partitions that there are
 * @param inTables by stream, the offset behind what the tables account for of each partition
 * @param writtenUpTo by feature set, the event time in epoch milliseconds up to which the job
 *     writes no rows
 * @param missing rows up to there that no live job has written; a backfill does
 */
public record BootstrapPlan(
    long checkpoint,
    Map<String, Map<TopicPartition, Long>> offsets,
    Map<String, Map<TopicPartition, Long>> inTables,
    Map<String, Long> writtenUpTo,
    List<MissingRows> missing) {

  /**
   * Rows that a backfill has yet to write.
   *
   * @param from first moment, on a border of the table's partitions
   * @param to first moment after them, likewise
   */
  public record MissingRows(String set, Instant from, Instant to) {}

  private static final long JUMP = 1000;

  public BootstrapPlan {
    offsets = Map.copyOf(offsets);
    inTables = Map.copyOf(inTables);
    writtenUpTo = Map.copyOf(writtenUpTo);
    missing = List.copyOf(missing);
  }

  /**
   * The checkpoint that the job counts on from: ahead of all that the last job can have taken, so
   * that one of its is never taken for one of the new job's.
   */
  public long countsOnFrom() {
    return checkpoint + JUMP;
  }

  /**
   * Brings the tables to the newest checkpoint that all of them have.
   *
   * @param tables names of the pipeline's tables
   * @param topics what Kafka holds of the streams
   * @param acceptLoss whether to go on although Kafka no longer holds all that has not been read
   * @param beforeRollBack told the checkpoint, before the tables are changed
   * @throws UserException if there is nothing to go on from, or Kafka has lost or changed what was
   *     not read yet; the tables are as they were
   */
  public static BootstrapPlan prepare(
      Pipeline pipeline,
      Lake lake,
      List<String> tables,
      KafkaOffsets topics,
      boolean acceptLoss,
      LongConsumer beforeRollBack) {
    RollBackAction rollBack = new RollBackAction(lake, tables);
    OptionalLong newest = rollBack.newestCommon();
    if (newest.isEmpty() && !hasImportsAlone(pipeline, lake)) {
      throw nothingThere();
    }
    long checkpoint = newest.orElse(0);
    StartOffsets start = StartOffsets.of(lake, pipeline.streams(), checkpoint, topics, acceptLoss);
    beforeRollBack.accept(checkpoint);
    rollBack.to(checkpoint);
    return of(pipeline, new WrittenRowBounds(pipeline, lake, checkpoint), checkpoint, start);
  }

  /** Whether there are events, and none of them from Kafka. */
  private static boolean hasImportsAlone(Pipeline pipeline, Lake lake) {
    return pipeline.streams().stream()
            .map(
                stream -> EventTimeBounds.newest(lake.table(stream.name()), EventLayout.EVENT_TIME))
            .anyMatch(OptionalLong::isPresent)
        && pipeline.streams().stream()
            .allMatch(stream -> ConsumedOffsets.of(lake, stream, 0).next().isEmpty());
  }

  private static BootstrapPlan of(
      Pipeline pipeline, WrittenRowBounds written, long checkpoint, StartOffsets start) {
    Map<String, Long> upTo = new LinkedHashMap<>();
    for (FeatureSet set : pipeline.featureSets()) {
      upTo.put(set.name(), written.upTo(set));
    }
    List<MissingRows> missing =
        pipeline.featureSets().stream().map(written::missing).filter(Objects::nonNull).toList();
    return new BootstrapPlan(checkpoint, start.offsets(), start.inTables(), upTo, missing);
  }

  private static UserException nothingThere() {
    return new UserException(
        "--bootstrap lake",
        "no live job has committed anything to the tables yet, and nothing was imported",
        "a job begins from the tables when an earlier one or an import has filled them",
        "tidemark ingest shop.yaml, without --bootstrap");
  }
}
