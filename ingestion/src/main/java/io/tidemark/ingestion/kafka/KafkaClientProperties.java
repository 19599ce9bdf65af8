package io.tidemark.ingestion.kafka;

import io.tidemark.definition.Environment;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Kafka client properties of an environment, for consumers and for producers; {@link KafkaCluster}
 * has those of the admin client.
 */
public final class KafkaClientProperties {

  /** Default of Kafka's {@code buffer.memory}, in bytes: no message can be larger. */
  private static final String MEMORY = String.valueOf(32 * 1024 * 1024);

  private KafkaClientProperties() {}

  /** As the environment has them. */
  public static Properties properties(Environment environment) {
    return properties(environment.kafka());
  }

  /**
   * Producer properties; the size of a message is bounded by its topic, and not by the producer.
   */
  public static Properties producer(Map<String, String> kafka) {
    Properties properties = properties(kafka);
    properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
    properties.putIfAbsent(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        properties.getProperty(ProducerConfig.BUFFER_MEMORY_CONFIG));
    return properties;
  }

  /** Consumer properties with that interceptor behind those that a user has chosen. */
  public static Properties intercepted(
      Properties consumer, Class<? extends ConsumerInterceptor<?, ?>> interceptor) {
    Properties properties = new Properties();
    properties.putAll(consumer);
    String chosen = consumer.getProperty(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "").strip();
    properties.put(
        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
        (chosen.isEmpty() ? "" : chosen + ",") + interceptor.getName());
    return properties;
  }

  private static Properties properties(Map<String, String> kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    return properties;
  }
}
