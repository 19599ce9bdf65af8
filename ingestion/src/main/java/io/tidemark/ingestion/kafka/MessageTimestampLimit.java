package io.tidemark.ingestion.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Distance from the broker's clock, in milliseconds, that a topic allows for a message's timestamp;
 * see {@link TopicTimestampSettings}.
 *
 * @param before into the past
 * @param after into the future
 */
public record MessageTimestampLimit(long before, long after) {

  /** The limit of a topic. */
  public static MessageTimestampLimit of(KafkaCluster cluster, String topic) {
    return !cluster.boundsTimes() || TopicTimestampSettings.isDatedByBroker(cluster, topic)
        ? new MessageTimestampLimit(Long.MAX_VALUE, Long.MAX_VALUE)
        : new MessageTimestampLimit(
            cluster.number(topic, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
            cluster.number(topic, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG));
  }

  /**
   * Whether the topic takes the message's timestamp.
   *
   * @param now by the broker's clock, in epoch milliseconds
   */
  public boolean admits(ProducerRecord<byte[], byte[]> message, long now) {
    long ahead = message.timestamp() - now;
    return ahead <= after && -ahead <= before;
  }
}
