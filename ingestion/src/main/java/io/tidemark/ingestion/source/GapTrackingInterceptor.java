package io.tidemark.ingestion.source;

import io.tidemark.event.decoder.MessagePosition;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import io.tidemark.ingestion.source.OffsetGapRegistry.Passed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumer interceptor that notes in {@link OffsetGapRegistry} the offsets that its consumer passes
 * without a message. Kafka calls it with every poll, also one without messages in which the
 * position has advanced.
 */
public final class GapTrackingInterceptor implements ConsumerInterceptor<Object, Object> {

  /** Property of the consumer: names the sources of one stream of one job. */
  private static final String SOURCE = "tidemark.source";

  private final Map<TopicPartition, Long> delivered = new HashMap<>();
  private String reader;

  /** For Kafka. */
  public GapTrackingInterceptor() {}

  /** Properties of a consumer that has one. */
  static Properties in(ReaderName name, Properties consumer) {
    Properties properties =
        KafkaClientProperties.intercepted(consumer, GapTrackingInterceptor.class);
    properties.setProperty(SOURCE, name.source());
    return properties;
  }

  /** Key of {@link OffsetGapRegistry} for the consumer with that client id. */
  static String reader(Object source, Object clientId) {
    return source + " " + clientId;
  }

  @Override
  public void configure(Map<String, ?> configs) {
    reader = reader(configs.get(SOURCE), configs.get(ConsumerConfig.CLIENT_ID_CONFIG));
  }

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> messages) {
    OffsetGapRegistry.of(reader)
        .ifPresent(
            offsets ->
                messages
                    .nextOffsets()
                    .forEach((at, next) -> note(at, messages.records(at), next, offsets)));
    return messages;
  }

  private void note(
      TopicPartition partition,
      List<ConsumerRecord<Object, Object>> messages,
      OffsetAndMetadata next,
      OffsetGapRegistry offsets) {
    if (!messages.isEmpty()) {
      delivered.put(partition, messages.get(messages.size() - 1).offset() + 1);
    }
    Long behind =
        Optional.ofNullable(delivered.get(partition))
            .or(() -> offsets.startOf(partition))
            .orElse(null);
    if (behind != null && next.offset() > behind) {
      int epoch = next.leaderEpoch().orElse(MessagePosition.NO_EPOCH);
      offsets.pass(partition, behind, new Passed(next.offset(), epoch));
    }
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
