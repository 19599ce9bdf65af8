package io.tidemark.localkafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Admin client that creates topics and looks at them. Failures are {@link LocalKafkaException}s.
 */
public final class TopicAdmin implements AutoCloseable {

  private final Admin admin;
  private final String servers;
  private final Duration patience;

  public TopicAdmin(String bootstrapServers) {
    this(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * @param client Kafka client properties; {@code bootstrap.servers} among them
   */
  public TopicAdmin(Map<String, String> client) {
    this.patience = KafkaClientErrors.patience(client);
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.servers = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    this.admin = KafkaClientErrors.open(servers, () -> Admin.create(settings));
  }

  /**
   * Creates a topic and returns once it can be used. Events are historical: it keeps messages
   * whatever their date, unless told otherwise.
   *
   * @param config topic settings such as {@code cleanup.policy}
   * @return false where the topic was there already; it is left as it is
   */
  public boolean create(String topic, int partitions, Map<String, String> config) {
    Map<String, String> settings = new HashMap<>(config);
    settings.putIfAbsent(TopicConfig.RETENTION_MS_CONFIG, "-1");
    NewTopic wanted =
        new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings);
    try {
      await(admin.createTopics(List.of(wanted)).all());
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  /** Whether the topic is there. */
  public boolean exists(String topic) {
    return await(admin.listTopics().names()).contains(topic);
  }

  /** The offset that the next message of each partition will have, by partition. */
  public Map<Integer, Long> endOffsets(String topic) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions(topic).stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    Map<Integer, Long> ends = new TreeMap<>();
    await(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  /** Fails unless the topic is there, with a message that says so. */
  void require(String topic) {
    if (!exists(topic)) {
      throw missing(topic);
    }
  }

  /** Returns once the cluster has a broker. */
  void awaitBroker() {
    await(admin.describeCluster().nodes());
  }

  private List<TopicPartition> partitions(String topic) {
    try {
      return await(admin.describeTopics(List.of(topic)).allTopicNames())
          .get(topic)
          .partitions()
          .stream()
          .map(p -> new TopicPartition(topic, p.partition()))
          .toList();
    } catch (UnknownTopicOrPartitionException e) {
      throw missing(topic);
    }
  }

  private LocalKafkaException missing(String topic) {
    return new LocalKafkaException(
        "Topic " + topic + " does not exist at " + servers + ": create it first.");
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalKafkaException("Interrupted while waiting for Kafka at " + servers, e);
    } catch (ExecutionException e) {
      throw readable(e.getCause());
    }
  }

  private RuntimeException readable(Throwable cause) {
    if (cause instanceof TopicExistsException exists) {
      return exists;
    }
    if (cause instanceof UnknownTopicOrPartitionException unknown) {
      return unknown;
    }
    if (cause instanceof TimeoutException) {
      return KafkaClientErrors.silent(servers, patience, cause);
    }
    return new LocalKafkaException("Kafka at " + servers + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
