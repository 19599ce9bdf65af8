package io.tidemark.ingestion.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Transactional ids of at-least-once writers, and the fencing of the producers that have them
 * (KIP-98). One writer uses one id for one transaction after the other, in every run, so that a
 * later run fences it by {@code initTransactions}. {@link KafkaCluster#fence} finds the ids that
 * are in use.
 */
public final class TransactionFence {

  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  /** Threads of {@link #fence}, each of which mostly waits for the brokers. */
  private static final int FENCED_AT_ONCE = 8;

  private TransactionFence() {}

  /**
   * The id of one writer, in every run.
   *
   * @param prefix the sink's
   */
  public static String id(String prefix, int subtask) {
    return prefix + "-live-" + subtask;
  }

  /** All ids of sinks with those prefixes, whatever the parallelism of the run. */
  public static Pattern ids(List<String> prefixes) {
    return Pattern.compile(
        prefixes.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")-live-\\d+")));
  }

  /** A producer that can send in transactions of that id, once it has fenced off earlier ones. */
  public static KafkaProducer<byte[], byte[]> producer(Properties kafka, String id) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    return new KafkaProducer<>(properties, BYTES, BYTES);
  }

  /**
   * Ends the transactions of those ids: the producers that have them can send nothing any more.
   * Kafka's admin client takes most of a second for each.
   */
  static void fence(Properties kafka, List<String> ids) {
    ExecutorService threads = Executors.newFixedThreadPool(FENCED_AT_ONCE);
    try {
      List<CompletableFuture<Void>> fenced =
          ids.stream()
              .map(id -> CompletableFuture.runAsync(() -> fence(kafka, id), threads))
              .toList();
      fenced.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void fence(Properties kafka, String id) {
    KafkaProducer<byte[], byte[]> producer = producer(kafka, id);
    try {
      producer.initTransactions();
    } finally {
      producer.close(Duration.ZERO);
    }
  }
}
