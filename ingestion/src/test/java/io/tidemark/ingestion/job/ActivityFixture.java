package io.tidemark.ingestion.job;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.definition.parser.StreamBuilder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Builds a small pipeline whose stream has an id, a time and a customer, and messages for it;
 * topics and tables are those of an {@link IngestionFixture}.
 */
public final class ActivityFixture {

  private ActivityFixture() {}

  /** A pipeline over the topic. */
  static PipelineBuilder shop(String topic) {
    return PipelineBuilder.named("shop").stream("activity", s -> stream(s, topic));
  }

  public static StreamBuilder stream(StreamBuilder stream, String topic) {
    return stream
        .topic(topic)
        .column("event_id", "STRING NOT NULL")
        .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
        .column("customer_id", "BIGINT NOT NULL")
        .id("event_id")
        .time("occurred_at");
  }

  /** Such a pipeline that counts, and has no topic of features. */
  static Pipeline counted(String topic) {
    return shop(topic)
        .features(
            "customer",
            f -> f.entity("customer_id").from("activity").aggregate("n", "count(*)").noTopic())
        .build();
  }

  /** Customer 7 does something. */
  public static ProducerRecord<byte[], byte[]> message(
      String topic, Integer partition, String id, String time) {
    String event =
        "{\"event_id\": \"%s\", \"occurred_at\": \"%s\", \"customer_id\": 7}".formatted(id, time);
    return new ProducerRecord<>(topic, partition, null, event.getBytes(StandardCharsets.UTF_8));
  }

  /** The same in any partition. */
  public static ProducerRecord<byte[], byte[]> message(String topic, String id, String time) {
    return message(topic, null, id, time);
  }
}
