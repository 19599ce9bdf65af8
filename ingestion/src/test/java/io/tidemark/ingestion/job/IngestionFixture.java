package io.tidemark.ingestion.job;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.lake.Lake;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.localkafka.TopicAdmin;
import io.tidemark.pipeline.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Broker of a test, with a lake and checkpoints below a directory of their own; {@link
 * ActivityFixture} has a pipeline for it.
 */
public record IngestionFixture(EmbeddedKafkaBroker kafka, Path dir) {

  public Environment environment() {
    return environment(Map.of(), Delivery.AT_LEAST_ONCE);
  }

  public Environment environment(Map<String, String> client, Delivery delivery) {
    Map<String, String> properties = new HashMap<>(Map.of("bootstrap.servers", servers()));
    properties.putAll(client);
    return environment(properties, catalog(dir.resolve("catalog.db").toString()), delivery);
  }

  public Environment environment(
      Map<String, String> client, Map<String, String> catalog, Delivery delivery) {
    return new Environment(
        client,
        "lake",
        catalog,
        Optional.empty(),
        dir.resolve("checkpoints").toUri().toString(),
        Duration.ofMillis(500),
        2,
        delivery,
        Optional.empty(),
        Map.of("restart-strategy.type", "none"));
  }

  public Map<String, String> catalog(String file) {
    return Map.of(
        "catalog-impl",
        "org.apache.iceberg.jdbc.JdbcCatalog",
        "uri",
        "jdbc:sqlite:" + file,
        "warehouse",
        dir.resolve("warehouse").toString());
  }

  public void create(String topic, int partitions, Map<String, String> config) {
    try (TopicAdmin topics = new TopicAdmin(servers())) {
      topics.create(topic, partitions, config);
    }
  }

  public void alter(String topic, String setting, String value) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers()))) {
      AlterConfigOp set =
          new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }
  }

  public String servers() {
    return kafka.bootstrapServers();
  }

  /** That pipeline in the usual environment. */
  public Workspace workspace(Pipeline pipeline) {
    return new Workspace(pipeline, environment());
  }

  Workspace workspace(Pipeline pipeline, Delivery delivery) {
    return new Workspace(pipeline, environment(Map.of(), delivery));
  }

  /** Ingests all that is in the topics, as complete input. */
  public void ingest(Workspace workspace) throws Exception {
    LiveJob job = new IngestionJob(workspace).start(Optional.empty());
    job.awaitCaughtUp(backlog -> {});
    job.stop(true);
  }

  public void send(List<ProducerRecord<byte[], byte[]>> messages) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> message : messages) {
        producer.send(message).get();
      }
    }
  }

  /** Sends an event of customer 7 in a transaction of its own, which it commits or aborts. */
  void transact(String topic, String time, boolean commit) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers(), "transactional.id", topic + "-producer");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(ActivityFixture.message(topic, 0, time, "2026-03-01T" + time + "Z"));
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** All committed messages of a topic, partition after partition. */
  public List<ConsumerRecord<byte[], byte[]>> received(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers(), "isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (var info : consumer.partitionsFor(topic)) {
        TopicPartition partition = new TopicPartition(topic, info.partition());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofSeconds(1)).forEach(messages::add);
        }
      }
    }
    return messages;
  }

  public List<Record> rows(String table) throws IOException {
    try (Lake lake = lake();
        CloseableIterable<Record> rows = IcebergGenerics.read(lake.table(table)).build()) {
      List<Record> all = new ArrayList<>();
      rows.forEach(all::add);
      return all;
    }
  }

  List<String> tables() {
    try (Lake lake = lake()) {
      return lake.tables();
    }
  }

  public Lake lake() {
    return Lake.open(environment(), "shop");
  }
}
