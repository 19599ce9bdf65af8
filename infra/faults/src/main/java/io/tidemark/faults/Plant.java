package io.tidemark.faults;

import io.tidemark.lake.Lake;
import io.tidemark.lake.LiveCommit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The broker and the live job of a site, each in a process of its own. */
final class Plant implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long POLL_MILLIS = 200;

  /** One may be of a checkpoint that was complete before. */
  private static final int NEW_COMMITS = 2;

  private final Site site;
  private final Disk disk;
  private final CommitTally tally = new CommitTally();
  private final Clock jobClock;
  private final Clock brokerClock;
  private final Set<String> evolved = new LinkedHashSet<>();
  private Child broker;
  private Child job;
  private int brokers;
  private int jobs;
  private int kills;
  private int commands;

  Plant(Site site, Disk disk) throws IOException {
    this.site = site;
    this.disk = disk;
    this.jobClock = Clock.at(site.dir().resolve("clock-job"));
    this.brokerClock = Clock.at(site.dir().resolve("clock-broker"));
  }

  Site site() {
    return site;
  }

  Disk disk() {
    return disk;
  }

  CommitTally tally() {
    return tally;
  }

  Clock jobClock() {
    return jobClock;
  }

  Clock brokerClock() {
    return brokerClock;
  }

  /** Notes that the rows of a set lack features until a backfill. */
  void evolved(String set) {
    evolved.add(set);
  }

  /** The sets whose rows lack features. */
  Set<String> evolved() {
    return evolved;
  }

  /** The process of the live job. */
  Child job() {
    return job;
  }

  /** How many times the job was killed. */
  int kills() {
    return kills;
  }

  void startBroker() throws Exception {
    brokers++;
    List<String> words =
        List.of(
            "broker",
            "--port",
            String.valueOf(site.port()),
            "--dir",
            site.dir().resolve("kafka").toString());
    broker = Child.start(site.dir(), "broker-" + brokers, "512m", brokerClock.environment(), words);
    Patience.until("the broker is up", PATIENCE, POLL_MILLIS, () -> isUp(broker));
  }

  private static boolean isUp(Child broker) throws IOException {
    requireAlive(broker, "the broker");
    return broker.hasPrinted("Kafka is up");
  }

  void killBroker() throws InterruptedException {
    broker.kill();
  }

  /**
   * @param more words of {@code ingest}
   */
  void startJob(int parallelism, String... more) throws IOException {
    job = startIngest(parallelism, List.of(more));
  }

  void killJob() throws InterruptedException {
    job.kill();
    kills++;
  }

  /** Runs the job until it has caught up, and to its end; the input counts as complete then. */
  void drain(int parallelism) throws Exception {
    Child drained = startIngest(parallelism, List.of("--until-caught-up"));
    int code = drained.awaitExit(PATIENCE.multipliedBy(3));
    if (code != 0) {
      throw new IllegalStateException(
          "ingest --until-caught-up ended with " + code + ":\n" + drained.lastWords());
    }
  }

  /** Begins a command over the site's pipeline, in a process of its own. */
  Child begin(String command, String... more) throws IOException {
    commands++;
    List<String> words = new ArrayList<>();
    words.addAll(List.of(command, site.pipelineFile().toString()));
    words.addAll(List.of("-e", site.environmentFile(2).toString()));
    words.addAll(List.of(more));
    return Child.start(site.dir(), command + "-" + commands, "1g", words);
  }

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException if that is not a good one
   */
  void run(String command, String... more) throws IOException, InterruptedException {
    Child child = begin(command, more);
    int code = child.awaitExit(PATIENCE);
    if (code != 0) {
      throw new IllegalStateException(command + " ended with " + code + ":\n" + child.lastWords());
    }
  }

  private Child startIngest(int parallelism, List<String> more) throws IOException {
    jobs++;
    List<String> words = new ArrayList<>();
    words.addAll(List.of("ingest", site.pipelineFile().toString()));
    words.addAll(List.of("-e", site.environmentFile(parallelism).toString()));
    words.addAll(more);
    return Child.start(site.dir(), "job-" + jobs, "1g", jobClock.environment(), words);
  }

  /**
   * Waits until the job has committed what it read since.
   *
   * @throws IllegalStateException if it ends, or does nothing for minutes
   */
  void awaitCommits() throws Exception {
    long wanted = newestCommit() + NEW_COMMITS;
    Patience.until(
        "the job commits checkpoint " + wanted,
        PATIENCE,
        POLL_MILLIS,
        () -> {
          requireAlive(job, "the job");
          return newestCommit() >= wanted;
        });
  }

  private static void requireAlive(Child child, String name) throws IOException {
    if (!child.isAlive()) {
      throw new IllegalStateException(name + " has ended by itself:\n" + child.lastWords());
    }
  }

  /** Number of the newest checkpoint that a table of events has; 0 before the first. */
  private long newestCommit() throws IOException {
    String table = site.pipeline().streams().get(0).name();
    try (Lake lake = site.lake()) {
      return lake.exists(table)
          ? LiveCommit.newest(lake.table(table)).map(LiveCommit::checkpoint).orElse(0L)
          : 0;
    }
  }

  @Override
  public void close() throws Exception {
    for (Child child : new Child[] {job, broker}) {
      if (child != null) {
        child.kill();
      }
    }
  }
}
