package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.cluster.FlinkCluster;
import io.tidemark.testing.faults.cluster.JobJarFile;
import io.tidemark.testing.faults.cluster.LocalZooKeeperServer;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.process.FakeTimeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Live job in an application cluster under high availability: each JobManager runs {@code ingest}
 * itself, while Flink recovers the job. {@link SessionClusterJob} is the one without high
 * availability.
 */
public final class ApplicationClusterJob implements FlinkClusterJob {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long POLL_MILLIS = 200;

  private final TestWorkspace workspace;
  private final FakeTimeClock clock;
  private final LocalZooKeeperServer zooKeeper;
  private final FlinkCluster cluster;
  private List<String> words = List.of();
  private int taskManagerKills;
  private int failOvers;
  private int clusterKills;

  public ApplicationClusterJob(TestWorkspace workspace) throws IOException {
    this.workspace = workspace;
    this.clock = FakeTimeClock.at(workspace.dir().resolve("clock-job"));
    Path dir = Files.createDirectories(workspace.dir().resolve("cluster"));
    this.zooKeeper = new LocalZooKeeperServer(Files.createDirectories(dir.resolve("zookeeper")));
    JobJarFile jar = JobJarFile.empty(dir.resolve("job.jar"));
    this.cluster = new FlinkCluster(dir, clock, jar, highAvailability(dir));
  }

  private Map<String, String> highAvailability(Path dir) {
    Map<String, String> settings = new HashMap<>();
    settings.put("high-availability.type", "zookeeper");
    settings.put("high-availability.zookeeper.quorum", zooKeeper.address());
    settings.put("high-availability.cluster-id", "shop");
    settings.put("high-availability.storageDir", dir.resolve("ha").toUri().toString());
    settings.put("high-availability.zookeeper.client.session-timeout", "6000");
    return settings;
  }

  @Override
  public FlinkCluster cluster() {
    return cluster;
  }

  /** Flink's id of the job that runs. */
  @Override
  public String id() throws IOException {
    return printedId().orElseThrow();
  }

  private Optional<String> printedId() throws IOException {
    return cluster.jobManager().printedAfter("as job ");
  }

  /** Returns when the job has begun; one that the cluster still had goes on, whatever the words. */
  @Override
  public void start(int parallelism, String... more) throws Exception {
    words = workspace.words("ingest", parallelism, more);
    begin();
  }

  private void begin() throws Exception {
    cluster.startApplication(words);
    ConditionAwait.until("the job begins", PATIENCE, POLL_MILLIS, this::begun);
  }

  private boolean begun() throws IOException {
    cluster.requireJobManager();
    return printedId().isPresent();
  }

  /** Another JobManager in the place of one that was killed, as a supervisor starts it. */
  public void failOver() throws Exception {
    cluster.killJobManager();
    failOvers++;
    begin();
  }

  @Override
  public void killTaskManager(String id) throws InterruptedException {
    cluster.killTaskManager(id);
    taskManagerKills++;
  }

  @Override
  public void kill() throws InterruptedException {
    cluster.kill();
    clusterKills++;
  }

  /** The JobManager ends with its job. */
  @Override
  public String stop() throws Exception {
    ChildProcess stop =
        cluster.client(
            List.of(
                "stop",
                "-m",
                cluster.page().address(),
                "--savepointPath",
                workspace.ownCheckpoints().toUri().toString(),
                id()));
    stop.requireSuccess(PATIENCE);
    cluster.jobManager().awaitExit(PATIENCE);
    return stop.printedAfter("Savepoint completed. Path: ").orElseThrow();
  }

  @Override
  public void drain(int parallelism) throws Exception {
    start(parallelism, "--until-caught-up");
    int code = cluster.jobManager().awaitExit(PATIENCE.multipliedBy(3));
    if (code != 0) {
      throw new IllegalStateException(
          "the JobManager ended with %d:\n%s".formatted(code, cluster.jobManager().lastWords()));
    }
  }

  @Override
  public FakeTimeClock clock() {
    return clock;
  }

  @Override
  public String killed() {
    return "TaskManagers were killed %d times, the JobManager %d times, the whole cluster %d times"
        .formatted(taskManagerKills, failOvers, clusterKills);
  }

  @Override
  public void close() throws InterruptedException {
    cluster.close();
    zooKeeper.close();
  }
}
