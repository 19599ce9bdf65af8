package io.tidemark.ingestion.kafka;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;

/**
 * The largest message that our producers can bring into a topic: what is larger is not tried, for a
 * job would fail of it for ever.
 *
 * @param bytes of key, value, headers and what Kafka puts around them
 */
public record MessageSizeLimit(long bytes) {

  /** The limit of a topic, or that of the producers, whichever is less. */
  public static MessageSizeLimit of(KafkaCluster cluster, String topic, Map<String, String> kafka) {
    Properties producer = KafkaClientProperties.producer(kafka);
    return new MessageSizeLimit(
        Math.min(
            cluster.maxMessageBytes(topic),
            Math.min(
                number(producer, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                number(producer, ProducerConfig.BUFFER_MEMORY_CONFIG))));
  }

  /** Whether the message is small enough, uncompressed. */
  public boolean admits(ProducerRecord<byte[], byte[]> message) {
    return bytesOf(message) <= bytes;
  }

  /** What a message has at most, uncompressed. */
  public static int bytesOf(ProducerRecord<byte[], byte[]> message) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        Compression.NONE.type(),
        message.key(),
        message.value(),
        message.headers().toArray());
  }

  private static long number(Properties properties, String key) {
    return Long.parseLong(properties.getProperty(key).strip());
  }
}
