package io.tidemark.ingestion.kafka;

import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.lake.Lake;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;

/**
 * Kafka's id of the topic that a stream's events came from, kept as a property of the event table.
 * A topic that was deleted and made anew counts its offsets from 0 again, so that its messages
 * could not be told from the old ones. {@link KafkaCluster#topicId} has the present id.
 */
public final class TopicIdProperty {

  private static final String PROPERTY = "tidemark.topic-id.";

  private final Lake lake;
  private final KafkaCluster kafka;

  public TopicIdProperty(Lake lake, KafkaCluster kafka) {
    this.lake = lake;
    this.kafka = kafka;
  }

  /** Problem if the topic, which must exist, is not the one that was noted; empty if it is. */
  public Optional<Problem> problem(StreamDefinition stream) {
    if (!lake.exists(stream.name())) {
      return Optional.empty();
    }
    String before = lake.table(stream.name()).properties().get(PROPERTY + stream.topic());
    return before == null || before.equals(kafka.topicId(stream.topic()))
        ? Optional.empty()
        : Optional.of(madeAnew(stream.topic()));
  }

  /** Notes the id; the event table exists. */
  public void keep(StreamDefinition stream) {
    Table table = lake.table(stream.name());
    String key = PROPERTY + stream.topic();
    if (!table.properties().containsKey(key)) {
      table.updateProperties().set(key, kafka.topicId(stream.topic())).commit();
    }
  }

  /** The id that was noted. */
  public static String of(StreamDefinition stream, Lake lake) {
    return lake.table(stream.name()).properties().get(PROPERTY + stream.topic());
  }

  /** All topics that the stream reads or has read. */
  public static Set<String> topics(StreamDefinition stream, Lake lake) {
    Set<String> topics = new HashSet<>(Set.of(stream.topic()));
    if (lake.exists(stream.name())) {
      lake.table(stream.name()).properties().keySet().stream()
          .filter(key -> key.startsWith(PROPERTY))
          .forEach(key -> topics.add(key.substring(PROPERTY.length())));
    }
    return topics;
  }

  public static Problem madeAnew(String topic) {
    return new Problem(
        "topic " + topic,
        "it was deleted, and is not the one that the event table was filled from",
        "a topic that was made anew counts its messages from 0 again: those of the old one and the"
            + " new one cannot be told apart",
        "name the new topic differently (`topic:`), or choose another `namespace:`");
  }
}
