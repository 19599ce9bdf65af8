package io.tidemark.localkafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Turns failures of Kafka clients into a {@link LocalKafkaException} with one readable message;
 * shared by {@link TopicAdmin} and {@link RateLimitedProducer}.
 */
final class KafkaClientErrors {

  private static final String PATIENCE = AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;

  private KafkaClientErrors() {}

  /** Timeout of an answer: {@code default.api.timeout.ms}, or 10 s. */
  static Duration patience(Map<String, String> client) {
    return Duration.ofMillis(Long.parseLong(client.getOrDefault(PATIENCE, "10000")));
  }

  static <T> T open(String servers, Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LocalKafkaException(
          "Cannot reach Kafka at " + servers + ": " + cause.getMessage(), e);
    }
  }

  static LocalKafkaException silent(String servers, Duration patience, Throwable cause) {
    return new LocalKafkaException(
        "No Kafka answers at "
            + servers
            + " within "
            + patience.toSeconds()
            + " s: is it running, and is bootstrap.servers right?",
        cause);
  }
}
