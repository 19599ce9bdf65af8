package io.tidemark.endtoend;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.local.LocalKafka;
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

/** What all tests of this JVM share: a Kafka, the messages, DuckDB's answers, the live runs. */
final class Shop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

  private final Path dir;
  private final Messages messages;
  private final LocalKafka kafka;
  private final Oracle oracle;
  private final Map<String, Site> sites = new HashMap<>();
  private final Map<String, Throwable> failures = new HashMap<>();

  Shop() throws Exception {
    dir = Files.createTempDirectory("tidemark-end-to-end");
    messages = Messages.generate();
    kafka = LocalKafka.start(dir.resolve("kafka"), 0);
    oracle = Oracle.of(messages);
  }

  Messages messages() {
    return messages;
  }

  Oracle oracle() {
    return oracle;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** A new place for tables. */
  Site site(String name) throws IOException {
    return new Site(this, name, Files.createDirectories(dir.resolve(name)));
  }

  /** A new place of that pipeline for tables in a lake of that kind. */
  Site site(String name, String pipelineText, String lake) throws IOException {
    Path place = Files.createDirectories(dir.resolve(name));
    return new Site(this, name, place, pipelineText, lake);
  }

  /** Where the live job has been, interrupted like that; it runs when it is first asked for. */
  Site live(Interruption interruption) throws Exception {
    return once(
        interruption.name().toLowerCase(Locale.ROOT),
        name -> {
          Site site = site(name);
          interruption.run(site);
          return site;
        });
  }

  /** Where the BATCH jobs have made the feature tables, from the event tables of a live run. */
  Site batch() throws Exception {
    Site live = live(Interruption.TASK_FAILS);
    return once("batch", name -> recomputed(live, name));
  }

  private static Site recomputed(Site live, String name) throws Exception {
    List<String> streams = live.pipeline().streams().stream().map(StreamDefinition::name).toList();
    Site site = live.fork(name, streams);
    for (FeatureSet set : site.pipeline().featureSets()) {
      new BackfillJob(site.pipeline(), site.environment(), stage -> {})
          .run(set, Messages.START, Messages.END, "all-of-" + set.name());
    }
    return site;
  }

  /** A run that failed is not tried again. */
  private Site once(String name, Run run) throws Exception {
    if (failures.containsKey(name)) {
      throw new AssertionError(name + " has failed before", failures.get(name));
    }
    if (!sites.containsKey(name)) {
      long begin = System.nanoTime();
      try {
        sites.put(name, run.at(name));
      } catch (Exception | AssertionError e) {
        failures.put(name, e);
        throw e;
      }
      LOG.info("{} has run in {} ms", name, (System.nanoTime() - begin) / 1_000_000);
    }
    return sites.get(name);
  }

  /** Fills the tables of a place of that name. */
  private interface Run {
    Site at(String name) throws Exception;
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
