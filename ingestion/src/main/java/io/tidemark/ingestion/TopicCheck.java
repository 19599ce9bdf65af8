package io.tidemark.ingestion;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a topic is still the one that a job has read, and holds what comes next; asked whenever
 * the job starts or restarts.
 */
final class TopicCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<String, String> client;
  private final String topic;
  private final String id;

  /**
   * @param client Kafka client properties
   * @param id the topic's, as Kafka gave it when the job was first started
   */
  TopicCheck(Map<String, String> client, String topic, String id) {
    this.client = Map.copyOf(client);
    this.topic = topic;
    this.id = id;
  }

  /**
   * Asks Kafka.
   *
   * @throws SuppressRestartsException of a {@link UserException} where the job cannot go on
   */
  void check(Collection<ReadPosition> positions) {
    List<Problem> problems = new ArrayList<>();
    try (KafkaCluster kafka = KafkaCluster.connect(client)) {
      if (!kafka.topics().contains(topic) || !kafka.topicId(topic).equals(id)) {
        problems.add(TopicIdentity.madeAnew(topic));
      } else {
        inside(positions, kafka, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new SuppressRestartsException(new UserException(problems));
    }
  }

  private void inside(
      Collection<ReadPosition> positions, KafkaCluster kafka, List<Problem> problems) {
    Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(List.of(topic));
    Map<TopicPartition, Long> ends = kafka.endOffsets(List.of(topic));
    for (ReadPosition position : positions) {
      TopicPartition partition = new TopicPartition(position.topic(), position.partition());
      if (!position.topic().equals(topic) || !position.read()) {
        continue;
      }
      if (ends.getOrDefault(partition, 0L) < position.next()) {
        problems.add(behind(partition, position.next(), ends.getOrDefault(partition, 0L)));
      } else if (beginnings.get(partition) > position.next()) {
        problems.add(expired(partition, position.next(), beginnings.get(partition)));
      }
    }
  }

  private static Problem behind(TopicPartition partition, long next, long end) {
    return new Problem(
        "topic partition " + partition,
        "it ends before offset " + end + ", but was read up to " + (next - 1),
        "messages that a job has read do not vanish: the brokers have lost some, and give their"
            + " offsets to others",
        "name a new topic (`topic:`), or begin anew under another `namespace:`");
  }

  private static Problem expired(TopicPartition partition, long next, long beginning) {
    return new Problem(
        "topic partition " + partition,
        "Kafka has deleted the offsets %d to %d, %d in all, before they were read"
            .formatted(next, beginning - 1, beginning - next),
        "a job never skips messages without a word; retention must be longer than it is ever away",
        "--bootstrap lake --accept-loss, to go on without them: `audit` names them from then on");
  }
}
