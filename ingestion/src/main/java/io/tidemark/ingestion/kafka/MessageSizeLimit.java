package io.tidemark.ingestion.kafka;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Size of the largest message that the job's producers can bring into a topic. What is larger is
 * not tried: the job would fail of it at every restart. {@link MessageTimestampLimit} is its like
 * for dates.
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

  /** Upper bound of a message's size, uncompressed. */
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
