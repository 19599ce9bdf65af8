package io.tidemark.testing.endtoend;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka broker, messages, oracle and live runs that all tests of this JVM share ({@link
 * EndToEndExtension}). A run starts when it is first asked for; its tables are in an {@link
 * EndToEndWorkspace}.
 */
public final class EndToEndFixture implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndToEndFixture.class);

  private final Path dir;
  private final ShopMessages messages;
  private final EmbeddedKafkaBroker kafka;
  private final SqlWindowOracle oracle;
  private final Map<String, EndToEndWorkspace> workspaces = new HashMap<>();
  private final Map<String, Throwable> failures = new HashMap<>();

  EndToEndFixture() throws Exception {
    dir = Files.createTempDirectory("tidemark-end-to-end");
    messages = ShopMessages.generate();
    kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0);
    oracle = SqlWindowOracle.of(messages);
  }

  public ShopMessages messages() {
    return messages;
  }

  SqlWindowOracle oracle() {
    return oracle;
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** A new place for tables. */
  public EndToEndWorkspace site(String name) throws IOException {
    return new EndToEndWorkspace(this, name, Files.createDirectories(dir.resolve(name)));
  }

  /** A new place of that pipeline for tables in a lake of that kind. */
  public EndToEndWorkspace site(String name, String pipelineText, String lake) throws IOException {
    Path place = Files.createDirectories(dir.resolve(name));
    return new EndToEndWorkspace(this, name, place, pipelineText, lake);
  }

  /** Workspace of a live job with that interruption; the job runs when it is first asked for. */
  public EndToEndWorkspace live(InterruptionKind interruption) throws Exception {
    return once(
        interruption.name().toLowerCase(Locale.ROOT),
        name -> {
          EndToEndWorkspace workspace = site(name);
          interruption.run(workspace);
          return workspace;
        });
  }

  /** Workspace whose feature tables BATCH jobs have made from the event tables of a live run. */
  public EndToEndWorkspace batch() throws Exception {
    EndToEndWorkspace live = live(InterruptionKind.TASK_FAILS);
    return once("batch", name -> recomputed(live, name));
  }

  private static EndToEndWorkspace recomputed(EndToEndWorkspace live, String name)
      throws Exception {
    List<String> streams = live.pipeline().streams().stream().map(StreamDefinition::name).toList();
    EndToEndWorkspace workspace = live.fork(name, streams);
    for (FeatureSet set : workspace.pipeline().featureSets()) {
      new BackfillJob(workspace.toWorkspace(), stage -> {})
          .run(set, ShopMessages.START, ShopMessages.END, "all-of-" + set.name());
    }
    return workspace;
  }

  /** A run that failed is not tried again. */
  private EndToEndWorkspace once(String name, Run run) throws Exception {
    if (failures.containsKey(name)) {
      throw new AssertionError(name + " has failed before", failures.get(name));
    }
    if (!workspaces.containsKey(name)) {
      long begin = System.nanoTime();
      try {
        workspaces.put(name, run.at(name));
      } catch (Exception | AssertionError e) {
        failures.put(name, e);
        throw e;
      }
      LOG.info("{} has run in {} ms", name, (System.nanoTime() - begin) / 1_000_000);
    }
    return workspaces.get(name);
  }

  /** Fills the tables of a place of that name. */
  private interface Run {
    EndToEndWorkspace at(String name) throws Exception;
  }

  @Override
  public void close() throws Exception {
    oracle.close();
    kafka.close();
    List<Path> left;
    try (Stream<Path> files = Files.walk(dir)) {
      left = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }
}
