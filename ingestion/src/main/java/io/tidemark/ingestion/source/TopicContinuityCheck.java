package io.tidemark.ingestion.source;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.ReadPosition;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.KafkaLogClient;
import io.tidemark.ingestion.kafka.LogTruncationProblems;
import io.tidemark.ingestion.kafka.TopicIdProperty;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks at every start and restart that a topic is still the one that the job has read, and that
 * it holds what comes next. {@link KafkaLogClient} looks for truncation, {@link TopicIdProperty}
 * for a topic that was made anew.
 */
final class TopicContinuityCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<String, String> client;
  private final String topic;
  private final String id;

  /**
   * @param client Kafka client properties
   * @param id the topic's, as Kafka gave it when the job was first started
   */
  TopicContinuityCheck(Map<String, String> client, String topic, String id) {
    this.client = Map.copyOf(client);
    this.topic = topic;
    this.id = id;
  }

  /**
   * Asks Kafka.
   *
   * @param epochs the leader's of the last message that was read, of partitions where it is known
   * @throws SuppressRestartsException of a {@link UserException} where the job cannot go on
   */
  void check(Collection<ReadPosition> positions, Map<TopicPartition, Integer> epochs) {
    List<ReadPosition> own = positions.stream().filter(p -> p.topic().equals(topic)).toList();
    List<Problem> problems = new ArrayList<>();
    try (KafkaCluster kafka = KafkaCluster.connect(client)) {
      if (!kafka.topics().contains(topic) || !kafka.topicId(topic).equals(id)) {
        problems.add(TopicIdProperty.madeAnew(topic));
      } else {
        inside(own, lostFrom(own, epochs), kafka, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new SuppressRestartsException(new UserException(problems));
    }
  }

  private Map<TopicPartition, Long> lostFrom(
      List<ReadPosition> positions, Map<TopicPartition, Integer> epochs) {
    if (epochs.isEmpty()) {
      return Map.of();
    }
    try (KafkaLogClient logs = new KafkaLogClient(client)) {
      return logs.lostFrom(positions, epochs);
    }
  }

  private void inside(
      List<ReadPosition> positions,
      Map<TopicPartition, Long> lostFrom,
      KafkaCluster kafka,
      List<Problem> problems) {
    Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(List.of(topic));
    Map<TopicPartition, Long> ends = kafka.endOffsets(List.of(topic));
    for (ReadPosition position : positions) {
      TopicPartition partition = position.of();
      long end = lostFrom.getOrDefault(partition, ends.getOrDefault(partition, 0L));
      if (end < position.next()) {
        problems.add(LogTruncationProblems.from(partition, end, position.next()));
      } else if (position.read() && beginnings.get(partition) > position.next()) {
        problems.add(expired(partition, position.next(), beginnings.get(partition)));
      }
    }
  }

  /**
   * Problem text for messages that Kafka deleted before they were read.
   *
   * @param next the offset that should have been read next
   * @param beginning the first that is there
   */
  static Problem expired(TopicPartition partition, long next, long beginning) {
    return new Problem(
        "topic partition " + partition,
        "Kafka has deleted the offsets %d to %d, %d in all, before they were read"
            .formatted(next, beginning - 1, beginning - next),
        "a job never skips messages without a word; retention must be longer than it is ever away",
        "--bootstrap lake --accept-loss, to go on without them: `audit` names them from then on");
  }
}
