package io.tidemark.ingestion.bootstrap;

import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.ConsumedOffsets;
import io.tidemark.event.ConsumedOffsets.Message;
import io.tidemark.ingestion.kafka.LogTruncationProblems;
import io.tidemark.lake.Lake;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka offsets that each stream reads on from, derived from the offsets that its tables account
 * for ({@link ConsumedOffsets}) and checked against {@link KafkaOffsets}.
 *
 * @param offsets by stream, for all partitions; one that the tables have nothing of is read from
 *     its beginning
 * @param inTables by stream, the offset behind what the tables account for; only partitions that
 *     they have something of
 */
record StartOffsets(
    Map<String, Map<TopicPartition, Long>> offsets,
    Map<String, Map<TopicPartition, Long>> inTables) {

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
    Map<String, Map<TopicPartition, Long>> offsets = new HashMap<>();
    Map<String, Map<TopicPartition, Long>> inTables = new HashMap<>();
    // Streams of one topic have the same problem if they have got equally far.
    Set<Problem> problems = new LinkedHashSet<>();
    for (StreamDefinition stream : streams) {
      ConsumedOffsets consumed = ConsumedOffsets.of(lake, stream, checkpoint);
      Map<TopicPartition, Long> next = named(stream, consumed.next());
      problems.addAll(problems(next, named(stream, consumed.last()), kafka, acceptLoss));
      inTables.put(stream.name(), next);
      offsets.put(stream.name(), all(stream, next, kafka));
    }
    if (!problems.isEmpty()) {
      throw new UserException(List.copyOf(problems));
    }
    return new StartOffsets(offsets, inTables);
  }

  private static <T> Map<TopicPartition, T> named(
      StreamDefinition stream, Map<Integer, T> byPartition) {
    Map<TopicPartition, T> named = new HashMap<>();
    byPartition.forEach((number, t) -> named.put(new TopicPartition(stream.topic(), number), t));
    return named;
  }

  private static Map<TopicPartition, Long> all(
      StreamDefinition stream, Map<TopicPartition, Long> next, KafkaOffsets kafka) {
    Map<TopicPartition, Long> all = new HashMap<>(kafka.beginning());
    all.keySet().removeIf(partition -> !partition.topic().equals(stream.topic()));
    next.forEach((partition, offset) -> all.merge(partition, offset, Math::max));
    return all;
  }

  private static Set<Problem> problems(
      Map<TopicPartition, Long> next,
      Map<TopicPartition, Message> last,
      KafkaOffsets kafka,
      boolean acceptLoss) {
    Set<Problem> problems = new LinkedHashSet<>();
    next.forEach((partition, offset) -> check(partition, offset, kafka, acceptLoss, problems));
    if (problems.isEmpty()) {
      compare(last, kafka, problems);
    }
    return problems;
  }

  private static void check(
      TopicPartition partition,
      long next,
      KafkaOffsets kafka,
      boolean acceptLoss,
      Set<Problem> problems) {
    long end = kafka.end().getOrDefault(partition, 0L);
    if (end < next) {
      problems.add(LogTruncationProblems.from(partition, end, next));
    } else if (kafka.beginning().get(partition) > next && !acceptLoss) {
      problems.add(lost(partition, next, kafka.beginning().get(partition)));
    }
  }

  /** A log that has lost its end may have grown beyond the tables since: is it the same message? */
  private static void compare(
      Map<TopicPartition, Message> last, KafkaOffsets kafka, Set<Problem> problems) {
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
                problems.add(LogTruncationProblems.before(partition, there.get(partition) + 1));
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
