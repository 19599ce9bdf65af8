package io.tidemark.ingestion.kafka;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Admin client of a Kafka cluster: topics and their settings, offsets, consumer groups and
 * transactions. Every failure is a {@link UserException} that says what a user can do.
 */
public final class KafkaCluster implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 15;

  private final Admin admin;
  private final String servers;

  private KafkaCluster(Admin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  /**
   * Connects.
   *
   * @throws UserException if no broker answers
   */
  public static KafkaCluster connect(Environment environment) {
    return connect(environment.kafka());
  }

  /** The same with client properties. */
  public static KafkaCluster connect(Map<String, String> client) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1000 - 2000);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1000 / 2);
    String servers = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    try {
      return new KafkaCluster(Admin.create(properties), servers).reached();
    } catch (KafkaException e) {
      throw failure(servers, e);
    }
  }

  private KafkaCluster reached() {
    try {
      topics();
      return this;
    } catch (UserException e) {
      close();
      throw e;
    }
  }

  /** Names of all topics. */
  public Set<String> topics() {
    return get(admin.listTopics().names());
  }

  /** Kafka's id of the topic: another one if it is made anew. */
  public String topicId(String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .topicId()
        .toString();
  }

  /** Whether the topic keeps the newest message of every key. */
  public boolean isCompacted(String topic) {
    return setting(topic, TopicConfig.CLEANUP_POLICY_CONFIG)
        .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /** Size of the largest message that the topic takes, in bytes. */
  public long maxMessageBytes(String topic) {
    return number(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
  }

  /** A setting of the topic that is a number. */
  public long number(String topic, String setting) {
    return Long.parseLong(setting(topic, setting));
  }

  /** A setting of the topic. */
  String setting(String topic, String key) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return get(admin.describeConfigs(List.of(resource)).all()).get(resource).get(key).value();
  }

  /** Creates topics with those settings, and the brokers' default partitions and replication. */
  public void create(Collection<String> topics, Map<String, String> settings) {
    List<NewTopic> missing =
        topics.stream()
            .map(t -> new NewTopic(t, Optional.empty(), Optional.empty()).configs(settings))
            .toList();
    get(admin.createTopics(missing).all());
  }

  /** Offsets after the last message of each partition of the topics. */
  public Map<TopicPartition, Long> endOffsets(Collection<String> topics) {
    return offsets(topics, OffsetSpec.latest());
  }

  /** Offsets of the first message that is left in each partition of the topics. */
  public Map<TopicPartition, Long> beginningOffsets(Collection<String> topics) {
    return offsets(topics, OffsetSpec.earliest());
  }

  private Map<TopicPartition, Long> offsets(Collection<String> topics, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> question = new TreeMap<>(KafkaCluster::compare);
    Map<String, TopicDescription> descriptions = get(admin.describeTopics(topics).allTopicNames());
    descriptions.forEach(
        (topic, d) ->
            d.partitions()
                .forEach(p -> question.put(new TopicPartition(topic, p.partition()), spec)));
    Map<TopicPartition, Long> offsets = new TreeMap<>(KafkaCluster::compare);
    get(admin.listOffsets(question).all())
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  /** Offsets that the consumer group has committed; partitions without one are missing. */
  public Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> offsets = new TreeMap<>(KafkaCluster::compare);
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }

  /** Forgets a group's offsets, so that what it commits from now on is the new run's. */
  public void forget(String group) {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failure(servers, e.getCause());
      }
    } catch (TimeoutException e) {
      throw failure(servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }

  /**
   * Fences off all producers with such transactional ids: they can send nothing any more.
   *
   * @param client properties of a producer
   */
  public void fence(Pattern transactionalIds, Properties client) {
    List<String> found =
        get(admin.listTransactions().all()).stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> transactionalIds.matcher(id).matches())
            .toList();
    fence(found, client);
  }

  /**
   * Refuses if the brokers do not let such a producer send in transactions of that id.
   *
   * @param client properties of a producer
   */
  public void requireTransactions(String id, Properties client) {
    fence(List.of(id), client);
  }

  private void fence(List<String> transactionalIds, Properties client) {
    try {
      TransactionFence.fence(client, transactionalIds);
    } catch (KafkaException e) {
      throw failure(servers, e);
    }
  }

  /** The last transaction of that id, or the one that is open. */
  TransactionDescription transaction(String id) {
    return get(admin.describeTransactions(List.of(id)).description(id));
  }

  /** Whether the epoch of a producer counts its transactions, too (KIP-890). */
  boolean countsTransactions() {
    FinalizedVersionRange version =
        get(admin.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("transaction.version");
    return version != null && version.maxVersionLevel() >= 2;
  }

  /** Longest transaction that the brokers allow, in milliseconds. */
  public long maxTransactionMillis() {
    return Long.parseLong(brokerSettings().get("transaction.max.timeout.ms").value());
  }

  /** Whether the brokers bound the timestamps of messages by the two settings of Kafka 3.6. */
  boolean boundsTimes() {
    return brokerSettings().get("log." + TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG) != null;
  }

  private Config brokerSettings() {
    String broker = String.valueOf(get(admin.describeCluster().nodes()).iterator().next().id());
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
    return get(admin.describeConfigs(List.of(resource)).all()).get(resource);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failure(servers, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }

  private static UserException failure(String servers, Throwable cause) {
    boolean answered = cause instanceof ApiException && !(cause instanceof RetriableException);
    return answered ? refusal(servers, cause) : unreachable(servers, cause);
  }

  private static UserException refusal(String servers, Throwable cause) {
    return new UserException(
        "kafka " + servers,
        "it refuses: " + cause.getMessage(),
        "the client of the environment file (kafka:) must be allowed to read the topics of the"
            + " streams, create and write those of the features, in transactions named by its group, and"
            + " manage its group's offsets",
        "kafka: { security.protocol: SASL_SSL, sasl.mechanism: PLAIN }");
  }

  private static UserException unreachable(String servers, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause.getMessage() == null ? "it takes too long" : cause.getMessage();
    return new UserException(
        "kafka " + servers,
        "no answer: " + why.lines().findFirst().orElse(""),
        "the brokers of the environment file (kafka: bootstrap.servers) must be reachable",
        "start one with `tidemark broker`, or set bootstrap.servers: host:9092");
  }

  private static int compare(TopicPartition a, TopicPartition b) {
    int order = a.topic().compareTo(b.topic());
    return order != 0 ? order : Integer.compare(a.partition(), b.partition());
  }
}
