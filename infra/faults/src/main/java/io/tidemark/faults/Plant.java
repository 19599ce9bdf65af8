package io.tidemark.faults;

import io.tidemark.lake.Lake;
import io.tidemark.lake.live.LiveCommit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The broker and the live job of a site, each in processes of its own. */
final class Plant implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long POLL_MILLIS = 200;

  /** One may be of a checkpoint that was complete before. */
  private static final int NEW_COMMITS = 2;

  private final Site site;
  private final Disk disk;
  private final LakeServers lake;
  private final CommitTally tally = new CommitTally();
  private final Job job;
  private final Clock brokerClock;
  private final Witness witness = new Witness();
  private Load load;
  private Child broker;
  private int brokers;
  private int commands;

  Plant(Site site, Disk disk, Job job, LakeServers lake) throws IOException {
    this.site = site;
    this.disk = disk;
    this.job = job;
    this.lake = lake;
    this.brokerClock = Clock.at(site.dir().resolve("clock-broker"));
  }

  Site site() {
    return site;
  }

  Disk disk() {
    return disk;
  }

  /** The servers of the lake, where it has any. */
  LakeServers lake() {
    return lake;
  }

  CommitTally tally() {
    return tally;
  }

  Clock jobClock() {
    return job.clock();
  }

  Clock brokerClock() {
    return brokerClock;
  }

  /** What the faults have done that a judge has to know. */
  Witness witness() {
    return witness;
  }

  /** Takes note of who sends the messages. */
  void feed(Load theLoad) {
    load = theLoad;
  }

  /** Who sends the messages. */
  Load load() {
    return load;
  }

  /** The process of the live job, which must run in one. */
  Child job() {
    return job(ProcessJob.class).process();
  }

  /**
   * The live job.
   *
   * @param type of where it runs
   */
  <J extends Job> J job(Class<J> type) {
    return type.cast(job);
  }

  /** What was killed so far, and how often. */
  String killed() {
    return job.killed();
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
    broker.requireAlive();
    return broker.hasPrinted("Kafka is up");
  }

  void killBroker() throws InterruptedException {
    broker.kill();
  }

  /**
   * @param more words of {@code ingest}
   */
  void startJob(int parallelism, String... more) throws Exception {
    job.start(parallelism, more);
  }

  void killJob() throws Exception {
    job.kill();
  }

  /** Stops it with a savepoint; its path. */
  String stopJob() throws Exception {
    return job.stop();
  }

  /** Runs the job until it has caught up, and to its end; the input counts as complete then. */
  void drain(int parallelism) throws Exception {
    job.drain(parallelism);
  }

  /** Begins a command over the site's pipeline, in a process of its own. */
  Child begin(String command, String... more) throws IOException {
    commands++;
    List<String> words = site.safeWords(command, more);
    return Child.start(site.dir(), command + "-" + commands, "1g", words);
  }

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException if that is not a good one
   */
  void run(String command, String... more) throws IOException, InterruptedException {
    begin(command, more).requireSuccess(PATIENCE.multipliedBy(5));
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
          job.requireAlive();
          return newestCommit() >= wanted;
        });
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
    job.close();
    if (broker != null) {
      broker.kill();
    }
  }
}
