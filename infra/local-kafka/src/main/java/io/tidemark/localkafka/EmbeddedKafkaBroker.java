package io.tidemark.localkafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Single-node Kafka inside this process, the real server. Its data stay in the directory that it
 * was given, and are there again at the next start.
 *
 * <pre>{@code
 * try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, 0);
 *     TopicAdmin topics = new TopicAdmin(kafka.bootstrapServers())) {
 *   topics.create("shop.activity", 3, Map.of());
 * }
 * }</pre>
 *
 * <p>{@link TopicAdmin} creates topics, {@link JsonLinesProducer} fills them.
 */
public final class EmbeddedKafkaBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafkaBroker.class);

  private final KafkaRaftServer server;
  private final DirectoryLock lock;
  private final int port;
  private boolean closed;

  private EmbeddedKafkaBroker(KafkaRaftServer server, DirectoryLock lock, int port) {
    this.server = server;
    this.lock = lock;
    this.port = port;
  }

  /**
   * Starts Kafka and returns once it answers.
   *
   * @param dir where its data are kept; made and formatted if new
   * @param port of the loopback interface; 0 for a free one
   * @throws LocalKafkaException where the port or the directory is in use, or Kafka does not start
   */
  public static EmbeddedKafkaBroker start(Path dir, int port) {
    List<Integer> free = PortFinder.free(2);
    int brokerPort = port == 0 ? free.get(0) : port;
    PortFinder.checkFree(brokerPort);
    DirectoryLock lock = DirectoryLock.take(dir);
    try {
      Map<String, String> settings = BrokerSettings.of(dir, brokerPort, free.get(1));
      formatIfNew(dir);
      EmbeddedKafkaBroker kafka =
          new EmbeddedKafkaBroker(
              new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM), lock, brokerPort);
      kafka.startup();
      return kafka;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Value for {@code bootstrap.servers} of clients. */
  public String bootstrapServers() {
    return BrokerSettings.HOST + ":" + port;
  }

  /** The port that clients connect to. */
  public int port() {
    return port;
  }

  /** Stops Kafka; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }

  private void startup() {
    try {
      server.startup();
      awaitReady();
      LOG.info("Kafka is ready at {}", bootstrapServers());
    } catch (RuntimeException e) {
      close();
      throw new LocalKafkaException("Kafka did not start: " + e.getMessage(), e);
    }
  }

  private void awaitReady() {
    try (TopicAdmin topics = new TopicAdmin(bootstrapServers())) {
      topics.awaitBroker();
    }
  }

  private static void formatIfNew(Path dir) {
    if (Files.exists(dir.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(BrokerSettings.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setMetadataLogDirectory(dir.toString())
          .addDirectory(dir.toString())
          .run();
    } catch (Exception e) {
      throw new LocalKafkaException(
          "Cannot prepare " + dir + " for Kafka's data: " + e.getMessage(), e);
    }
  }
}
