package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.VerifyJob;
import io.tidemark.cli.Tidemark;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.lake.Lake;
import io.tidemark.localkafka.RateLimitedProducer;
import io.tidemark.localkafka.SendProgressListener;
import io.tidemark.localkafka.TopicAdmin;
import io.tidemark.pipeline.Workspace;
import io.tidemark.quickstart.ShopActivityGenerator;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.testing.faults.check.FeatureMessages;
import io.tidemark.testing.faults.check.FeatureRows;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Workspace of one run of the pipeline: topics, catalog and tables of its own, on the broker of
 * {@link EndToEndFixture}.
 */
public final class EndToEndWorkspace {

  private static final Path SHOP = Path.of("..", "..", "quickstart", "shop.yaml");
  private static final int PARTITIONS = 3;

  /** A topic whose only segment is never closed is never compacted. */
  private static final Map<String, String> FEATURE_TOPIC =
      Map.of(
          "cleanup.policy",
          "compact",
          "segment.ms",
          String.valueOf(Long.MAX_VALUE),
          "message.timestamp.after.max.ms",
          String.valueOf(Long.MAX_VALUE));

  private final EndToEndFixture shop;
  private final String name;
  private final Path dir;
  private final Path pipelineFile;
  private final Pipeline pipeline;
  private final String lake;

  EndToEndWorkspace(EndToEndFixture shop, String name, Path dir) throws IOException {
    this(shop, name, dir, pipelineText(), localLake(dir));
  }

  /**
   * @param pipelineText a pipeline file over topics that begin with {@code shop.}
   * @param lake what an environment file says of catalog and checkpoints
   */
  EndToEndWorkspace(EndToEndFixture shop, String name, Path dir, String pipelineText, String lake)
      throws IOException {
    this.shop = shop;
    this.name = name;
    this.dir = dir;
    this.pipelineFile = dir.resolve("shop.yaml");
    Files.writeString(pipelineFile, pipelineText.replace("topic: shop.", "topic: " + name + "."));
    this.pipeline = PipelineFile.read(pipelineFile);
    this.lake = lake;
  }

  public static String localLake(Path dir) {
    return """
        catalog:
          catalog-impl: org.apache.iceberg.jdbc.JdbcCatalog
          uri: "jdbc:sqlite:%s/catalog.db?journal_mode=WAL"
          warehouse: "%s/warehouse"
        checkpoints: "file://%s/checkpoints"
        flink:
        """
        .formatted(dir, dir, dir);
  }

  EndToEndFixture shop() {
    return shop;
  }

  public Path dir() {
    return dir;
  }

  public Path pipelineFile() {
    return pipelineFile;
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public FeatureSet set(String ofName) {
    return pipeline.featureSets().stream()
        .filter(s -> s.name().equals(ofName))
        .findFirst()
        .orElseThrow();
  }

  /** Its pipeline, with parallelism 2 and state on the heap. */
  public Workspace toWorkspace() throws IOException {
    return new Workspace(pipeline, EnvironmentFile.read(environmentFile(2, "at-least-once")));
  }

  /** The environment file of a run there, with state on the heap. */
  public Path environmentFile(int parallelism, String delivery) throws IOException {
    return environmentFile(parallelism, delivery, "hashmap");
  }

  /** The environment file of a run there; with RocksDB most entities are not in memory. */
  public Path environmentFile(int parallelism, String delivery, String backend) throws IOException {
    String inUse = backend.equals("rocksdb") ? "200 kb" : "64 mb";
    return Files.writeString(
        dir.resolve("environment-" + parallelism + ".yaml"),
        """
        kafka: { bootstrap.servers: "%s" }
        namespace: %s
        checkpoint_interval: 2 s
        parallelism: %d
        delivery: %s
        %s
          tidemark.watermark-alignment.max-drift: 10 d
          state.backend.type: %s
          tidemark.entities-in-use.size: %s
        """
            .formatted(
                shop.bootstrapServers(),
                name,
                parallelism,
                delivery,
                lake.strip(),
                backend,
                inUse));
  }

  public Lake lake() throws IOException {
    return toWorkspace().openLake();
  }

  /** Makes the topics of the streams and of the feature sets. */
  public void createTopics() {
    try (TopicAdmin topics = new TopicAdmin(shop.bootstrapServers())) {
      pipeline.streams().forEach(s -> topics.create(s.topic(), PARTITIONS, Map.of()));
      pipeline.featureSets().stream()
          .map(FeatureSet::topic)
          .forEach(t -> topics.create(t.orElseThrow(), PARTITIONS, FEATURE_TOPIC));
    }
  }

  /** Sends messages of the shop to the topics of this place. */
  public void produce(List<ShopMessage> messages) {
    try (RateLimitedProducer producing =
        new RateLimitedProducer(
            Map.of("bootstrap.servers", shop.bootstrapServers()), 0, SendProgressListener.NONE)) {
      producing.send(messages.stream().map(this::message).iterator());
    }
  }

  /** Runs a command over this place, which must end well; returns what it printed. */
  public String run(String command, String... more) throws IOException {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    List<String> words = words(command, environmentFile(2, "at-least-once"), more);
    assertThat(Tidemark.run(out, out, words.toArray(String[]::new)))
        .as(printed.toString())
        .isZero();
    return printed.toString();
  }

  /** Starts a command over this place in a process of its own, to be killed. */
  public ChildProcess start(String command, Path environment, String... more) throws IOException {
    return ChildProcess.start(dir, command, "1g", words(command, environment, more));
  }

  private List<String> words(String command, Path environment, String... more) {
    List<String> words = new ArrayList<>(List.of(command, pipelineFile.toString()));
    words.addAll(List.of("-e", environment.toString()));
    words.addAll(List.of(more));
    return words;
  }

  /** Waits until a job has committed rows. */
  public void awaitRows() throws Exception {
    ConditionAwait.until("rows are committed", () -> rows("customer_activity") > 0);
  }

  /** Waits until the job in that process has. */
  public void awaitRows(ChildProcess job) throws Exception {
    ConditionAwait.until(
        "the process commits rows",
        () -> {
          job.requireAlive();
          return rows("customer_activity") > 0;
        });
  }

  /** Number of rows that are committed in a table; 0 where it is not there yet. */
  public long rows(String table) throws IOException {
    try (Lake lake = lake()) {
      Snapshot current = lake.exists(table) ? lake.table(table).currentSnapshot() : null;
      return current == null
          ? 0
          : Long.parseLong(current.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP));
    }
  }

  /** The time before which the live job has written all rows of the set. */
  public Instant sealed(String set) throws Exception {
    long end = new VerifyJob(toWorkspace()).range(set(set), null, null).to();
    return Instant.ofEpochMilli(Math.min(end, ShopMessages.END.toEpochMilli()));
  }

  public FeatureRows features(String set) throws IOException {
    try (Lake lake = lake()) {
      return FeatureRows.read(lake.table(set));
    }
  }

  /** The messages of the set's topic, as rows. */
  List<List<Object>> messages(String set) throws IOException {
    String topic = set(set).topic().orElseThrow();
    return FeatureMessages.read(shop.bootstrapServers(), topic, table(set).schema());
  }

  public Table table(String table) throws IOException {
    try (Lake lake = lake()) {
      return lake.table(table);
    }
  }

  /** A place with tables that are these as of now; what becomes of them there is not seen here. */
  public EndToEndWorkspace fork(String forkName, List<String> tables) throws Exception {
    EndToEndWorkspace fork = shop.site(forkName);
    try (Lake lake = lake();
        Lake forked = fork.lake()) {
      var catalog = forked.catalogLoader().loadCatalog();
      ((SupportsNamespaces) catalog).createNamespace(Namespace.of(forkName));
      for (String table : tables) {
        BaseTable original = (BaseTable) lake.table(table);
        catalog.registerTable(
            TableIdentifier.of(forkName, table),
            original.operations().current().metadataFileLocation());
      }
    }
    return fork;
  }

  private ProducerRecord<byte[], byte[]> message(ShopMessage message) {
    return new ProducerRecord<>(
        topic(message.topic()), null, message.timestamp(), message.key(), message.value());
  }

  private String topic(String ofShop) {
    return ofShop.replaceFirst("^shop\\.", name + ".");
  }

  /** The topic of the shop whose messages the stream reads. */
  public String shopTopic(String stream) {
    String here = pipeline.stream(stream).topic();
    return ShopActivityGenerator.TOPICS.stream()
        .filter(t -> topic(t).equals(here))
        .findFirst()
        .orElseThrow();
  }

  private static String pipelineText() throws IOException {
    try (InputStream further =
        EndToEndWorkspace.class.getResourceAsStream("/further-features.yaml")) {
      return Files.readString(SHOP) + new String(further.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
