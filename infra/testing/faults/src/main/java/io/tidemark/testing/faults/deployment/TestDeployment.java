package io.tidemark.testing.faults.deployment;

import io.tidemark.lake.Lake;
import io.tidemark.lake.live.LiveCommit;
import io.tidemark.testing.faults.lake.LakeServers;
import io.tidemark.testing.faults.load.ShopLoad;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.process.FakeTimeClock;
import io.tidemark.testing.faults.process.RamDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Broker and live job of a {@link TestWorkspace}, each in processes of its own; faults act on them.
 * The job is a {@link DeployedJob}.
 */
public final class TestDeployment implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long POLL_MILLIS = 200;

  /** One may be of a checkpoint that was complete before. */
  private static final int NEW_COMMITS = 2;

  private final TestWorkspace workspace;
  private final RamDisk disk;
  private final LakeServers lake;
  private final CommitGapCounter tally = new CommitGapCounter();
  private final DeployedJob job;
  private final FakeTimeClock brokerClock;
  private final FaultLog witness = new FaultLog();
  private ShopLoad load;
  private ChildProcess broker;
  private int brokers;
  private int commands;

  public TestDeployment(TestWorkspace workspace, RamDisk disk, DeployedJob job, LakeServers lake)
      throws IOException {
    this.workspace = workspace;
    this.disk = disk;
    this.job = job;
    this.lake = lake;
    this.brokerClock = FakeTimeClock.at(workspace.dir().resolve("clock-broker"));
  }

  public TestWorkspace site() {
    return workspace;
  }

  public RamDisk disk() {
    return disk;
  }

  /** The servers of the lake, where it has any. */
  public LakeServers lake() {
    return lake;
  }

  public CommitGapCounter tally() {
    return tally;
  }

  public FakeTimeClock jobClock() {
    return job.clock();
  }

  public FakeTimeClock brokerClock() {
    return brokerClock;
  }

  /** Effects of faults that the checks have to know. */
  public FaultLog witness() {
    return witness;
  }

  /** Sets the load, which the caller starts and ends. */
  public void feed(ShopLoad theLoad) {
    load = theLoad;
  }

  /** The load, which sends the messages. */
  public ShopLoad load() {
    return load;
  }

  /** The process of the live job, which must run in one. */
  public ChildProcess job() {
    return job(ProcessJob.class).process();
  }

  /**
   * The live job.
   *
   * @param type of where it runs
   */
  public <J extends DeployedJob> J job(Class<J> type) {
    return type.cast(job);
  }

  /** Text of what was killed so far, and how often. */
  public String killed() {
    return job.killed();
  }

  public void startBroker() throws Exception {
    brokers++;
    List<String> words =
        List.of(
            "broker",
            "--port",
            String.valueOf(workspace.port()),
            "--dir",
            workspace.dir().resolve("kafka").toString());
    broker =
        ChildProcess.start(
            workspace.dir(), "broker-" + brokers, "512m", brokerClock.environment(), words);
    broker.awaitText("Kafka is up");
  }

  public void killBroker() throws InterruptedException {
    broker.kill();
  }

  /**
   * @param more words of {@code ingest}
   */
  public void startJob(int parallelism, String... more) throws Exception {
    job.start(parallelism, more);
  }

  public void killJob() throws Exception {
    job.kill();
  }

  /** Stops it with a savepoint; its path. */
  public String stopJob() throws Exception {
    return job.stop();
  }

  /** Runs the job until it has caught up, and to its end; the input counts as complete then. */
  public void drain(int parallelism) throws Exception {
    job.drain(parallelism);
  }

  /** Begins a command over the workspace's pipeline, in a process of its own. */
  public ChildProcess begin(String command, String... more) throws IOException {
    commands++;
    List<String> words = workspace.safeWords(command, more);
    return ChildProcess.start(workspace.dir(), command + "-" + commands, "1g", words);
  }

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException if that is not a good one
   */
  public void run(String command, String... more) throws IOException, InterruptedException {
    begin(command, more).requireSuccess(PATIENCE.multipliedBy(5));
  }

  /**
   * Waits until the job has committed what it read since.
   *
   * @throws IllegalStateException if it ends, or does nothing for minutes
   */
  public void awaitCommits() throws Exception {
    long wanted = newestCommit() + NEW_COMMITS;
    ConditionAwait.until(
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
    String table = workspace.pipeline().streams().get(0).name();
    try (Lake lake = workspace.lake()) {
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
