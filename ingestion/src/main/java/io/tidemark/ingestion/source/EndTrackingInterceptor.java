package io.tidemark.ingestion.source;

import io.tidemark.ingestion.kafka.KafkaClientProperties;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumer interceptor that reports the consumer's position to {@link KafkaPartitionEndTracker}.
 * The position is ahead of the delivered messages where transaction markers or aborted messages
 * stand behind them, and Flink's source does not expose it.
 */
public final class EndTrackingInterceptor implements ConsumerInterceptor<byte[], byte[]> {

  private static final String ENDS = "tidemark.ends";

  private KafkaPartitionEndTracker ends;

  /** Called by Kafka. */
  public EndTrackingInterceptor() {}

  /** Properties of a consumer that tells them. */
  static Properties to(KafkaPartitionEndTracker ends, Properties consumer) {
    Properties properties =
        KafkaClientProperties.intercepted(consumer, EndTrackingInterceptor.class);
    properties.put(ENDS, ends);
    return properties;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    ends = (KafkaPartitionEndTracker) settings.get(ENDS);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> messages) {
    if (ends != null) {
      ends.passed(messages);
    }
    return messages;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
