package io.tidemark.ingestion;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topic that rejects go to besides their table, before a job runs.
 *
 * @param name of the topic
 */
record DeadLetterTopic(String name, Pipeline pipeline, KafkaCluster kafka) {

  private static final List<String> TIME_BOUNDS =
      List.of(
          TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);

  /** Room for the headers that a dead letter has besides its own. */
  private static final long HEADERS = 16 * 1024;

  /** What stands in the way of a job, given the topics that there are. */
  List<Problem> problems(Set<String> topics) {
    List<Problem> problems = new ArrayList<>();
    if (used()) {
      problems.add(
          problem(
              "the pipeline uses it already",
              "dead letters have a topic that is neither a stream's nor a feature set's: the job would"
                  + " read what it rejects again",
              "dead_letters: " + pipeline.name() + ".dead-letters"));
    }
    if (topics.contains(name) && kafka.isCompacted(name)) {
      problems.add(
          problem(
              "it is compacted",
              "each reject counts, also several of one key: cleanup.policy is delete",
              "kafka-configs --alter --topic " + name + " --add-config cleanup.policy=delete"));
    }
    if (topics.contains(name) && refusesTimes(topics)) {
      problems.add(
          problem(
              "it refuses timestamps that a stream's topic takes",
              String.join(", ", TIME_BOUNDS) + " must be at least those of the streams' topics",
              "kafka-configs --alter --topic "
                  + name
                  + " --add-config "
                  + TIME_BOUNDS.get(0)
                  + "="
                  + Long.MAX_VALUE));
    }
    return problems;
  }

  /** Makes the topic; it takes what the streams' topics take. */
  void create() {
    long largest = streamTopics().stream().mapToLong(kafka::maxMessageBytes).max().orElse(0);
    String size = String.valueOf(Math.min(Integer.MAX_VALUE, largest + HEADERS));
    String anyTime = String.valueOf(Long.MAX_VALUE);
    kafka.create(
        List.of(name),
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            size,
            TIME_BOUNDS.get(0),
            anyTime,
            TIME_BOUNDS.get(1),
            anyTime));
  }

  private boolean used() {
    return streamTopics().contains(name)
        || pipeline.featureSets().stream()
            .anyMatch(s -> s.topic().filter(name::equals).isPresent());
  }

  private boolean refusesTimes(Set<String> topics) {
    return TIME_BOUNDS.stream()
        .anyMatch(
            bound ->
                streamTopics().stream()
                    .filter(topics::contains)
                    .anyMatch(t -> kafka.number(t, bound) > kafka.number(name, bound)));
  }

  private List<String> streamTopics() {
    return pipeline.streams().stream().map(StreamDefinition::topic).toList();
  }

  private Problem problem(String what, String rule, String example) {
    return new Problem("environment: dead_letters: " + name, what, rule, example);
  }
}
