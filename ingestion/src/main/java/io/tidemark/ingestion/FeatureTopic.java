package io.tidemark.ingestion;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.UserException;
import io.tidemark.feature.FeatureLayout;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The sink of a set's compacted topic: key and value JSON, newest row an entity. */
final class FeatureTopic {

  static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  private FeatureTopic() {}

  static KafkaSink<RowData> sink(Environment environment, String group, FeatureLayout layout) {
    String topic = layout.set().topic().orElseThrow();
    KafkaSinkBuilder<RowData> builder =
        KafkaSink.<RowData>builder()
            .setKafkaProducerConfig(Clients.properties(environment))
            .setRecordSerializer(new FeatureMessage(topic, layout));
    if (environment.delivery() == Delivery.AT_LEAST_ONCE) {
      return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    }
    return builder
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(group + "-" + layout.set().name())
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            String.valueOf(transactionTimeout(environment).toMillis()))
        .build();
  }

  /**
   * The producer's transaction timeout: as configured, else ten minutes.
   *
   * @throws UserException if it is no number
   */
  static Duration transactionTimeout(Environment environment) {
    String configured = environment.kafka().get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    try {
      return configured == null
          ? TRANSACTION_TIMEOUT
          : Duration.ofMillis(Long.parseLong(configured.strip()));
    } catch (NumberFormatException e) {
      throw new UserException(
          "environment: kafka",
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG + " is " + configured,
          "it is a whole number of milliseconds",
          "kafka: { transaction.timeout.ms: 600000 }");
    }
  }
}
