package io.tidemark.ingestion;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.UserException;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Rows to a topic, with the guarantee that the environment asks for. */
final class TopicSink {

  static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  private TopicSink() {}

  /**
   * The sink.
   *
   * @param producer properties of its producers
   * @param transactions prefix of the ids of its transactions; no other sink has it
   */
  static KafkaSink<RowData> of(
      Environment environment,
      Properties producer,
      String transactions,
      KafkaRecordSerializationSchema<RowData> messages) {
    KafkaSinkBuilder<RowData> builder =
        KafkaSink.<RowData>builder().setKafkaProducerConfig(producer).setRecordSerializer(messages);
    if (environment.delivery() == Delivery.AT_LEAST_ONCE) {
      return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    }
    return builder
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactions)
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
