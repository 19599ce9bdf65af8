package io.tidemark.ingestion.handover;

import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.ConsumedOffsets;
import io.tidemark.lake.Lake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to go on reading: behind the last message of each partition that is in the tables.
 *
 * @param offsets for all partitions; one that the tables have nothing of is read from its beginning
 * @param inTables the offset behind the last message in the tables; only partitions that have one
 */
record StartOffsets(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> inTables) {

  /**
   * As of a checkpoint.
   *
   * @param acceptLoss whether to read on where Kafka begins, if that is later
   * @throws UserException if Kafka does not hold what comes next
   */
  static StartOffsets of(
      Lake lake,
      List<StreamDefinition> streams,
      long checkpoint,
      KafkaOffsets kafka,
      boolean acceptLoss) {
    Map<TopicPartition, Long> inTables = new HashMap<>();
    for (StreamDefinition stream : streams) {
      ConsumedOffsets.next(lake, stream, checkpoint)
          .forEach(
              (p, next) -> inTables.merge(new TopicPartition(stream.topic(), p), next, Math::max));
    }
    List<Problem> problems = new ArrayList<>();
    inTables.forEach((partition, next) -> check(partition, next, kafka, acceptLoss, problems));
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    Map<TopicPartition, Long> offsets = new HashMap<>(kafka.beginning());
    inTables.forEach((partition, next) -> offsets.merge(partition, next, Math::max));
    return new StartOffsets(offsets, inTables);
  }

  private static void check(
      TopicPartition partition,
      long next,
      KafkaOffsets kafka,
      boolean acceptLoss,
      List<Problem> problems) {
    Long end = kafka.end().get(partition);
    if (end == null || end < next) {
      problems.add(madeAnew(partition, next, end == null ? 0 : end));
    } else if (kafka.beginning().get(partition) > next && !acceptLoss) {
      problems.add(lost(partition, next, kafka.beginning().get(partition)));
    }
  }

  private static Problem madeAnew(TopicPartition partition, long next, long end) {
    return new Problem(
        "topic partition " + partition,
        "it ends before offset " + end + ", but the tables have its messages up to " + (next - 1),
        "a topic that was made anew counts its messages from 0 again: those of the old one and the"
            + " new one cannot be told apart",
        "name the new topic differently (`topic:`), or choose another `namespace:`");
  }

  private static Problem lost(TopicPartition partition, long next, long beginning) {
    return new Problem(
        "topic partition " + partition,
        "Kafka has deleted the offsets %d to %d, %d in all, before they were read"
            .formatted(next, beginning - 1, beginning - next),
        "the job goes on with the first message that is in no table; retention must be longer than"
            + " the job is ever away",
        "--accept-loss, to go on without them");
  }
}
