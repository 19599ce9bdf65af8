package io.tidemark.testing.faults.deployment;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.ProgressRecord;
import io.tidemark.testing.faults.lake.LakeLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Files, tables, checkpoints and addresses of a pipeline under test, in one directory; a {@link
 * TestDeployment} runs on it.
 *
 * @param port of its Kafka
 * @param delivery of its feature topics, as in an environment file
 * @param lakePlace where its tables are
 * @param transactions how long one of its Kafka transactions may last
 * @param checkpointInterval time between two checkpoints
 */
public record TestWorkspace(
    Path dir,
    Path pipelineFile,
    int port,
    String delivery,
    LakeLocation lakePlace,
    Duration transactions,
    Duration checkpointInterval) {

  private static final String NAMESPACE = "faults";

  /**
   * Transactions are short, so that what a killed job leaves open ends soon; and longer than an
   * outage on a busy machine, for Kafka gives up one that is pre-committed, too: its rows would be
   * missing in the topic.
   */
  public TestWorkspace(
      Path dir, Path pipelineFile, int port, String delivery, LakeLocation lakePlace) {
    this(
        dir, pipelineFile, port, delivery, lakePlace, Duration.ofMinutes(1), Duration.ofSeconds(2));
  }

  /** The same where transactions may last longer. */
  public TestWorkspace withTransactions(Duration longest) {
    return new TestWorkspace(
        dir, pipelineFile, port, delivery, lakePlace, longest, checkpointInterval);
  }

  /** The same with that time between two checkpoints. */
  public TestWorkspace withCheckpoints(Duration interval) {
    return new TestWorkspace(dir, pipelineFile, port, delivery, lakePlace, transactions, interval);
  }

  public Pipeline pipeline() {
    return PipelineFile.read(pipelineFile);
  }

  public Environment environment() throws IOException {
    return EnvironmentFile.read(safeEnvironmentFile());
  }

  public Lake lake() throws IOException {
    return Lake.open(environment(), NAMESPACE);
  }

  /** The topics of the streams. */
  public List<String> topics() {
    return pipeline().streams().stream().map(StreamDefinition::topic).distinct().toList();
  }

  /** The streams of a topic. */
  public List<StreamDefinition> streamsOf(String topic) {
    return pipeline().streams().stream().filter(s -> s.topic().equals(topic)).toList();
  }

  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** The tables that have new rows at every checkpoint while the load lasts. */
  public List<String> busyTables() {
    List<String> tables = new ArrayList<>();
    pipeline().streams().forEach(s -> tables.add(s.name()));
    pipeline().featureSets().forEach(s -> tables.add(s.name()));
    tables.add(ProgressRecord.LAYOUT.name());
    return tables;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Directory of a table. */
  public Path table(String name) {
    return lakePlace.warehouse(dir).resolve(NAMESPACE).resolve(name);
  }

  /** Mount point of a disk of its own, if this machine allows one. */
  public Path disk() {
    return dir.resolve("disk");
  }

  /** Root of all checkpoints. */
  public Path checkpoints() {
    return disk().resolve("checkpoints");
  }

  /** The pipeline's own checkpoints. */
  public Path ownCheckpoints() {
    return checkpoints().resolve(NAMESPACE);
  }

  /** The words of a {@code tidemark} command over the pipeline. */
  List<String> words(String command, int parallelism, String... more) throws IOException {
    return words(command, environmentFile(parallelism), more);
  }

  /** Words of a command of the checks, with the safe environment file. */
  List<String> safeWords(String command, String... more) throws IOException {
    return words(command, safeEnvironmentFile(), more);
  }

  private List<String> words(String command, Path environment, String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(command, pipelineFile.toString(), "-e", environment.toString()));
    words.addAll(List.of(more));
    return words;
  }

  private static String inline(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(e -> "%s: \"%s\"".formatted(e.getKey(), e.getValue()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The environment file of a run; timeouts are shorter than usual, so that they count. */
  public Path environmentFile(int parallelism) throws IOException {
    return write("environment-" + parallelism, parallelism, lakePlace.catalog(dir));
  }

  /** The environment file of the checks, past all faults. */
  public Path safeEnvironmentFile() throws IOException {
    return write("environment-safe", 2, lakePlace.safeCatalog(dir));
  }

  private Path write(String name, int parallelism, Map<String, String> catalog) throws IOException {
    return Files.writeString(
        dir.resolve(name + ".yaml"),
        """
        kafka:
          bootstrap.servers: "%s"
          partition.discovery.interval.ms: 2000
          transaction.timeout.ms: %d
        catalog: { %s }
        namespace: %s
        checkpoints: "file://%s"
        checkpoint_interval: %d ms
        parallelism: %d
        delivery: %s
        flink: { restart-strategy.exponential-delay.max-backoff: 5 s }
        """
            .formatted(
                bootstrapServers(),
                transactions.toMillis(),
                inline(catalog),
                NAMESPACE,
                checkpoints(),
                checkpointInterval.toMillis(),
                parallelism,
                delivery));
  }
}
