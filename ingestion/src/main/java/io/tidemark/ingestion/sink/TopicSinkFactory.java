package io.tidemark.ingestion.sink;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.UserException;
import io.tidemark.lake.live.WriterLeaseCheck;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
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

  /** Whether a live job ends where Kafka has given up one of its transactions. */
  public static final ConfigOption<Boolean> FAIL_ON_LOSS =
      ConfigOptions.key("tidemark.fail-on-lost-transaction")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "whether a job with exactly-once topics ends where Kafka has given up a transaction"
                  + " before it was committed, so that a topic lacks rows: its last checkpoints stay,"
                  + " to roll back to. Otherwise it goes on, and lostTransactions and the log tell");

  private static final Duration EXACTLY_ONCE_TIMEOUT = Duration.ofMinutes(10);

  /** Kafka's own; a job that dies leaves the readers of committed rows waiting that long. */
  private static final Duration AT_LEAST_ONCE_TIMEOUT = Duration.ofMinutes(1);

  private TopicSinkFactory() {}

  /**
   * The sink.
   *
   * @param topic that the messages go to
   * @param producer properties of its producers
   * @param transactions prefix of the ids of its transactions; no other sink has it
   * @param owner of the table with the same rows
   */
  static FencedSink of(
      Environment environment,
      String topic,
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
    return new FencedSink(
        sink,
        exactlyOnce,
        producer,
        transactions,
        messages,
        owner,
        losses(environment, topic, owner));
  }

  private static LostTransactionHandler losses(
      Environment environment, String topic, WriterLeaseCheck owner) {
    return new LostTransactionHandler(
        topic,
        environment.kafka(),
        transactionTimeout(environment).toMillis(),
        Configuration.fromMap(environment.flink()).get(FAIL_ON_LOSS),
        owner);
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
