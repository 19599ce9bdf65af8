package io.tidemark.ingestion.sink;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.TopicTimestampSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Topic of rejects, besides their table: its required settings, checked before a start and whenever
 * a {@link DeadLetterSerializationSchema} opens, and its creation.
 *
 * @param name of the topic
 */
public record DeadLetterTopic(String name, KafkaCluster kafka) {

  /** Tolerance for clocks that differ between brokers and the job, and for a letter's wait. */
  private static final Duration CLOCKS = Duration.ofMinutes(30);

  /** Room for the headers that a dead letter has besides its own. */
  private static final long HEADERS = 16 * 1024;

  /** Problems that keep a job from starting, given the topics that exist. */
  public List<Problem> problems(Pipeline pipeline, Set<String> topics) {
    List<Problem> problems = new ArrayList<>();
    if (isUsedBy(pipeline)) {
      problems.add(
          problem(
              "the pipeline uses it already",
              "dead letters have a topic that is neither a stream's nor a feature set's: the job would"
                  + " read what it rejects again",
              "dead_letters: " + pipeline.name() + ".dead-letters"));
    }
    if (topics.contains(name)) {
      problems.addAll(refusals());
    }
    return problems;
  }

  private List<Problem> refusals() {
    List<Problem> problems = new ArrayList<>();
    if (kafka.isCompacted(name)) {
      problems.add(
          problem(
              "it is compacted",
              "each reject counts, also several of one key: cleanup.policy is delete",
              TopicTimestampSettings.alter(name, "cleanup.policy=delete")));
    }
    TopicTimestampSettings.narrower(kafka, name, CLOCKS)
        .ifPresent(
            setting ->
                problems.add(
                    problem(
                        "it refuses timestamps: %s is %d"
                            .formatted(setting, kafka.number(name, setting)),
                        "a dead letter is dated when it is written, by a clock that may differ from"
                            + " the broker's",
                        TopicTimestampSettings.mend(name, setting))));
    return problems;
  }

  /**
   * To be asked when a writer starts, as of a {@link FeatureTopic}.
   *
   * @throws SuppressRestartsException of a {@link UserException} if some letters cannot be sent
   */
  void require() {
    List<Problem> problems = kafka.topics().contains(name) ? refusals() : List.of(gone());
    if (!problems.isEmpty()) {
      throw new SuppressRestartsException(new UserException(problems));
    }
  }

  private Problem gone() {
    return problem(
        "it is gone",
        "a job sends what it rejects to it as long as it runs",
        "start the job again: it makes the topic");
  }

  /** Makes the topic; it takes what the streams' topics take. */
  public void create(Pipeline pipeline) {
    long largest = streamTopics(pipeline).mapToLong(kafka::maxMessageBytes).max().orElse(0);
    Map<String, String> settings = new HashMap<>(TopicTimestampSettings.open(kafka));
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    settings.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(Math.min(Integer.MAX_VALUE, largest + HEADERS)));
    kafka.create(List.of(name), settings);
  }

  private boolean isUsedBy(Pipeline pipeline) {
    return streamTopics(pipeline).anyMatch(name::equals)
        || pipeline.featureSets().stream()
            .anyMatch(s -> s.topic().filter(name::equals).isPresent());
  }

  private static Stream<String> streamTopics(Pipeline pipeline) {
    return pipeline.streams().stream().map(StreamDefinition::topic);
  }

  private Problem problem(String what, String rule, String example) {
    return new Problem("environment: dead_letters: " + name, what, rule, example);
  }
}
