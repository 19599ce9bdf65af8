package io.tidemark.ingestion.handover;

import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.ConsumedOffsets;
import io.tidemark.event.ConsumedOffsets.Message;
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
    Map<TopicPartition, Message> last = last(lake, streams, checkpoint);
    Map<TopicPartition, Long> inTables = new HashMap<>();
    last.forEach((partition, message) -> inTables.put(partition, message.offset() + 1));
    List<Problem> problems = new ArrayList<>();
    inTables.forEach((partition, next) -> check(partition, next, kafka, acceptLoss, problems));
    if (problems.isEmpty()) {
      compare(last, kafka, problems);
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    Map<TopicPartition, Long> offsets = new HashMap<>(kafka.beginning());
    inTables.forEach((partition, next) -> offsets.merge(partition, next, Math::max));
    return new StartOffsets(offsets, inTables);
  }

  private static Map<TopicPartition, Message> last(
      Lake lake, List<StreamDefinition> streams, long checkpoint) {
    Map<TopicPartition, Message> last = new HashMap<>();
    for (StreamDefinition stream : streams) {
      ConsumedOffsets.last(lake, stream, checkpoint)
          .forEach(
              (number, message) ->
                  last.merge(
                      new TopicPartition(stream.topic(), number), message, Message::orLater));
    }
    return last;
  }

  private static void check(
      TopicPartition partition,
      long next,
      KafkaOffsets kafka,
      boolean acceptLoss,
      List<Problem> problems) {
    long end = kafka.end().getOrDefault(partition, 0L);
    if (end < next) {
      problems.add(LostTail.from(partition, end, next));
    } else if (kafka.beginning().get(partition) > next && !acceptLoss) {
      problems.add(lost(partition, next, kafka.beginning().get(partition)));
    }
  }

  /** A log that has lost its end may have grown beyond the tables since: is it the same message? */
  private static void compare(
      Map<TopicPartition, Message> last, KafkaOffsets kafka, List<Problem> problems) {
    Map<TopicPartition, Long> there = new HashMap<>();
    last.forEach(
        (partition, message) -> {
          if (kafka.beginning().get(partition) <= message.offset()) {
            there.put(partition, message.offset());
          }
        });
    kafka
        .timestamps()
        .apply(there)
        .forEach(
            (partition, timestamp) -> {
              if (timestamp != last.get(partition).timestamp()) {
                problems.add(LostTail.before(partition, there.get(partition) + 1));
              }
            });
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
