package io.tidemark.ingestion;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells how far a source's consumer is: further than the messages that it delivers, for behind them
 * stand markers of transactions and what was aborted. Flink's source shows that to nobody.
 */
public final class PassedOffsets implements ConsumerInterceptor<byte[], byte[]> {

  private static final String ENDS = "tidemark.ends";

  private WatchedEnds ends;

  /** Called by Kafka. */
  public PassedOffsets() {}

  /** Properties of a consumer that tells them. */
  static Properties to(WatchedEnds ends, Properties consumer) {
    Properties properties = new Properties();
    properties.putAll(consumer);
    String others = consumer.getProperty(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "").strip();
    properties.put(
        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
        (others.isEmpty() ? "" : others + ",") + PassedOffsets.class.getName());
    properties.put(ENDS, ends);
    return properties;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    ends = (WatchedEnds) settings.get(ENDS);
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
