package io.tidemark.ingestion.sink;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.TopicTimestampSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Compacted topic of a feature set's newest rows: its required settings, checked before a start and
 * whenever a {@link FeatureSerializationSchema} opens, and its creation.
 *
 * @param name of the topic
 */
public record FeatureTopic(String name, KafkaCluster kafka) {

  /** Problems that keep a job from starting, given the topics that exist; none if it is missing. */
  public List<Problem> problems(Set<String> topics) {
    List<Problem> problems = new ArrayList<>();
    if (!topics.contains(name)) {
      return problems;
    }
    if (!kafka.isCompacted(name)) {
      problems.add(
          problem(
              "it is not compacted",
              "a feature topic keeps the newest row of every entity: cleanup.policy has compact",
              TopicTimestampSettings.alter(name, "cleanup.policy=compact")));
    }
    TopicTimestampSettings.narrower(kafka, name, TopicTimestampSettings.ANY)
        .ifPresent(setting -> problems.add(refusesTimes(setting)));
    return problems;
  }

  private Problem refusesTimes(String setting) {
    return problem(
        "it refuses rows by their time: %s is %d".formatted(setting, kafka.number(name, setting)),
        "a row is dated by its event, which may be of any time; brokers from Kafka 4 on bound that"
            + " by default",
        TopicTimestampSettings.mend(name, setting));
  }

  /** Makes the topic, with the brokers' default partitions and replication. */
  public void create() {
    Map<String, String> settings = new HashMap<>(TopicTimestampSettings.open(kafka));
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    kafka.create(List.of(name), settings);
  }

  /**
   * To be asked when a writer starts, after a failure among others: what somebody has changed since
   * the job began would make it fail for ever, and of what is better said here.
   *
   * @throws SuppressRestartsException of a {@link UserException} if no row can be sent
   */
  void require() {
    Set<String> topics = kafka.topics();
    List<Problem> problems = problems(topics);
    if (!topics.contains(name)) {
      problems.add(
          problem(
              "it is gone",
              "a job sends its rows to it as long as it runs",
              "start the job again: it makes the topic"));
    }
    if (!problems.isEmpty()) {
      throw new SuppressRestartsException(new UserException(problems));
    }
  }

  private Problem problem(String what, String rule, String example) {
    return new Problem("topic " + name, what, rule, example);
  }
}
