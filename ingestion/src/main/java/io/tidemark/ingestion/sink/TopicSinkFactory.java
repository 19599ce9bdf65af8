package io.tidemark.ingestion.sink;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.UserException;
import io.tidemark.lake.live.WriterLeaseCheck;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Builds the {@link FencedSink} of a topic, with the delivery guarantee and the transaction timeout
 * of the environment.
 */
public final class TopicSinkFactory {

  private static final Duration EXACTLY_ONCE_TIMEOUT = Duration.ofMinutes(10);

  /** Kafka's own; a job that dies leaves the readers of committed rows waiting that long. */
  private static final Duration AT_LEAST_ONCE_TIMEOUT = Duration.ofMinutes(1);

  private TopicSinkFactory() {}

  /**
   * The sink.
   *
   * @param producer properties of its producers
   * @param transactions prefix of the ids of its transactions; no other sink has it
   * @param owner of the table with the same rows
   */
  static FencedSink of(
      Environment environment,
      Properties producer,
      String transactions,
      KafkaRecordSerializationSchema<RowData> messages,
      WriterLeaseCheck owner) {
    boolean exactlyOnce = isExactlyOnce(environment);
    KafkaSinkBuilder<RowData> builder =
        KafkaSink.<RowData>builder().setKafkaProducerConfig(producer).setRecordSerializer(messages);
    KafkaSink<RowData> sink =
        exactlyOnce
            ? exactlyOnce(builder, environment, transactions)
            : builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    return new FencedSink(sink, exactlyOnce, producer, transactions, messages, owner);
  }

  private static KafkaSink<RowData> exactlyOnce(
      KafkaSinkBuilder<RowData> builder, Environment environment, String transactions) {
    return builder
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactions)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            String.valueOf(transactionTimeout(environment).toMillis()))
        .build();
  }

  private static boolean isExactlyOnce(Environment environment) {
    return environment.delivery() == Delivery.EXACTLY_ONCE;
  }

  /** Longest duration of a transaction while all is well. */
  public static Duration longestTransaction(Environment environment) {
    return isExactlyOnce(environment) ? environment.checkpointInterval() : FencedWriter.COMMIT;
  }

  /**
   * The producer's transaction timeout: as configured, else ten minutes for exactly once, which
   * outlast a restart.
   *
   * @throws UserException if it is no number
   */
  public static Duration transactionTimeout(Environment environment) {
    String configured = environment.kafka().get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    try {
      return configured == null
          ? isExactlyOnce(environment) ? EXACTLY_ONCE_TIMEOUT : AT_LEAST_ONCE_TIMEOUT
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
